"""Signing in, and one's own account: every page under /account/."""
