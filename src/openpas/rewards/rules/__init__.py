"""What decides about rewards: who may have one, what makes one complete, what may interest somebody. Plain Python."""
