"""A registration at a desk that is filled in step by step, and carried out once."""
