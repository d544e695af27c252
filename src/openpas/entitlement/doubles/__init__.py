"""The government's services on this machine, for tests and the demo. They speak the real protocols, and check."""
