"""The ways to send a text message, a module each."""
