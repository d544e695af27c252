"""The counter: a pass is shown, and what it is good for here is done."""
