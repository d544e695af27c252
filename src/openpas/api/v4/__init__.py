"""API 4.0, exactly as published: one module per resource, on one core."""
