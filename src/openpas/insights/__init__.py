"""What the programme means for people, in numbers that name nobody."""
