"""The faces for people. Each has its own package and none imports another; what they share stands here."""
