"""With what people prove who they are, and where they are signed in."""

from django.db import models

from openpas.identity.models.accounts import User


class Factor(models.Model):
    """A second way to prove who somebody is, beside the password (rules.md F, 105 to 115).

    APP: `secret_encrypted` is the seed of the authenticator app (RFC 6238), and `last_step` the last time step that was
    used, so that no code counts twice. SMS: it is the telephone number (E.164). EMAIL: nothing, codes go to the address
    of the account. A factor counts once `confirmed_at` is set: a code that was shown or sent came back.
    `pending_encrypted` is the seed or number that is being set up, beside the one that counts, until its first code.
    """

    class Kind(models.TextChoices):
        APP = "APP"
        EMAIL = "EMAIL"
        SMS = "SMS"

    user = models.ForeignKey(User, models.CASCADE, related_name="factors")
    kind = models.TextField(choices=Kind)
    secret_encrypted = models.BinaryField(default=b"")
    last_step = models.BigIntegerField(default=0)
    pending_encrypted = models.BinaryField(default=b"")
    pending_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="factor_once")]


class SentCode(models.Model):
    """A code of six digits that was sent by mail or SMS, for one purpose. Only a keyed hash of it is here."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sent_codes")
    purpose = models.TextField()
    destination = models.BinaryField(help_text="keyed hash of the address or number that it went to")
    code_hash = models.BinaryField()
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "purpose", "-created_at"], name="sent_code_newest"),
            models.Index(fields=["expires_at"], name="sent_code_expiry"),
        ]


class RecoveryCode(models.Model):
    """A code on paper that replaces the second factor, once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField()
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_once")]


class Passkey(models.Model):
    """A key pair of which the secret half never leaves somebody's device (WebAuthn). It is password and factor in one.

    `sign_count` only rises where the device keeps one; a lower one means a copy.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.TextField()
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)


class TrustedBrowser(models.Model):
    """A browser that is not asked for the second factor until `expires_at`. Only the hash of its cookie is here.

    All of somebody's go when the password, the e-mail address, the telephone number or a factor changes.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="trusted_browsers")
    token_hash = models.BinaryField(unique=True)
    name = models.TextField(help_text="what somebody recognises it by: Firefox op Windows")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class KnownBrowser(models.Model):
    """A browser in which somebody signed in before, so that only a new one is told by mail."""

    user = models.ForeignKey(User, models.CASCADE, related_name="known_browsers")
    token_hash = models.BinaryField()
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token_hash"], name="known_browser_once")]


class SignedInSession(models.Model):
    """Where somebody is signed in now, as the profile lists it and ends it.

    `session_key` is that of Django's session. `ends_at` is when it ends however busy it is; without work it ends
    earlier, at a desk later than in administration, and not while it is an installed desk. `locked_at`: the desk waits
    for the PIN.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    session_key = models.TextField(unique=True)
    name = models.TextField(help_text="what somebody recognises it by: Firefox op Windows")
    is_installed = models.BooleanField(default=False)
    signed_in_at = models.DateTimeField()
    proven_at = models.DateTimeField(help_text="when the person last proved who it is: for what is sensitive")
    last_seen_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="session_end")]


class FailedSignIn(models.Model):
    """A wrong password, code or PIN was given. `origin` is a keyed hash of what is slowed down by it."""

    origin = models.BinaryField()
    failed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["origin", "failed_at"], name="failed_sign_in"),
            models.Index(fields=["failed_at"], name="failed_sign_in_age"),
        ]
