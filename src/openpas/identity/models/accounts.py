"""Personal accounts. What somebody may do depends on the desk that is chosen, not on the account."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Cast, Lower

from openpas.passholders.models import Passholder


class UserManager(BaseUserManager["User"]):
    """Accounts are found by their e-mail address, which is kept in lower case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        user = self.model(email=email.lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


def new_subject() -> str:
    """The id of a new account, as tokens and the passes that are linked to it name it."""
    return str(uuid.uuid4())


class User(AbstractBaseUser):
    """A personal account. What it may do depends on the desk that is chosen, not on the person.

    `subject` is opaque and never changes: the `sub` of tokens, the `userId` of the contract, and the `uitid` of the
    passholder that is linked to the account. An account without a usable password was invited and not used yet, or
    signs in with a passkey or elsewhere. `language` is that of the mails it gets. `pin` is a password hash too: it only
    opens a desk that locked itself, in a session that is signed in already.
    """

    subject = models.TextField(unique=True, default=new_subject, db_default=Cast(RandomUUID(), models.TextField()))
    email = models.EmailField(max_length=254, unique=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    name = models.TextField()
    language = models.TextField(default="nl", db_default="nl")
    pin = models.TextField(blank=True, default="", db_default="")
    is_active = models.BooleanField(default=True)
    grants_version = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case")
        ]


class ExternalAccount(models.Model):
    """An account of somebody at another identity provider, with which it signs in here."""

    user = models.ForeignKey(User, models.CASCADE, related_name="external_accounts")
    issuer = models.TextField()
    subject = models.TextField()
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="external_account_once")]


class RegistrationToken(models.Model):
    """Proof for a short while that somebody knows a pass and the birth date of its holder (O43).

    Only the hash of the token is here. It links an account to the pass, or adds the holder to a family.
    """

    token_hash = models.BinaryField(unique=True)
    passholder = models.ForeignKey(Passholder, models.CASCADE, related_name="registration_tokens")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="registration_token_expiry")]
