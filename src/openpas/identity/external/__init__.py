"""People who sign in elsewhere: at an identity provider that this installation trusts beside its own accounts."""
