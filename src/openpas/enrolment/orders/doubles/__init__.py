"""Payment providers on this machine that speak the real protocol and take no money, for tests and the demo."""
