"""Which days a report covers, which sales stand in it, and who owes what for them."""
