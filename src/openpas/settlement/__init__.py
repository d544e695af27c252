"""What organizers may claim from governments for tickets at the social tariff: financial reports."""
