"""How a price is split, which key and coupon work, and what a quote says. Plain values in, plain values out."""
