"""How fast a check-in and a price question are, beside the floor: the fastest honest way to do the same."""
