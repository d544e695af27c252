"""Who has a right to the social tariff: what the government says about it, and how somebody shows it online."""
