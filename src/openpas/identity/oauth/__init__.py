"""People sign in here for other programs: OAuth 2.0 and OpenID Connect, on Authlib."""
