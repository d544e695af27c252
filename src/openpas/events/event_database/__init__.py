"""The Flemish event database (UiTdatabank) as it writes events: its JSON, read into what we know of an event."""
