"""Who may come in: accounts, API clients, tokens, and the rights of each for an organizer."""
