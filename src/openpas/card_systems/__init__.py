"""Card systems (regions): the municipalities in them and what they decided."""
