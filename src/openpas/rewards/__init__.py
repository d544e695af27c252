"""What points can be exchanged for, and what was exchanged."""
