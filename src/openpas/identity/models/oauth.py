"""What clients hold on behalf of people, and the keys with which all tokens are signed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openpas.identity.models.accounts import User
from openpas.identity.models.clients import ApiClient


class SigningKey(models.Model):
    """A key pair that signs tokens (RS256). The private part is stored encrypted."""

    kid = models.TextField(unique=True)
    private_encrypted = models.BinaryField()
    public_pem = models.TextField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)


class Authorization(models.Model):
    """Somebody signed in for a client. Its code, its refresh tokens and its access tokens all end with it.

    `id` is the `sid` of the access tokens. `methods` is how the person proved who it is (RFC 8176: pwd, otp, sms, hwk).
    `insz_encrypted` is the national number when the person signed in at the government, else empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="authorizations")
    user = models.ForeignKey(User, models.CASCADE, related_name="authorizations")
    scope = models.TextField()
    methods = ArrayField(models.TextField(), default=list)
    insz_encrypted = models.BinaryField(default=b"")
    signed_in_at = models.DateTimeField()
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="authorization_age")]


class AuthorizationCode(models.Model):
    """What the browser carries back to the client; good once, for a minute (RFC 6749, 4.1.2). Only its hash is here."""

    authorization = models.ForeignKey(Authorization, models.CASCADE, related_name="codes")
    code_hash = models.BinaryField(unique=True)
    redirect_uri = models.TextField()
    code_challenge = models.TextField()
    nonce = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class RefreshToken(models.Model):
    """What a client changes for new tokens. Only its hash is here.

    Each use gives a new one; the used one is good for a short while longer, for answers that got lost and for clients
    that ask twice. After that it can only be a stolen one, and the whole authorization ends (RFC 9700, 4.14.2).
    """

    authorization = models.ForeignKey(Authorization, models.CASCADE, related_name="refresh_tokens")
    token_hash = models.BinaryField(unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="refresh_token_expiry")]
