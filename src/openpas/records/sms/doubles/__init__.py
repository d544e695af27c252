"""Stand-ins for gateways, for tests and for trying out."""
