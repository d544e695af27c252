"""Accounts, clients, their rights, and the keys with which tokens are signed."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Cast, Lower

from openpas.organizers.models import Organizer
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
    passholder that is linked to the account. An account without a usable password was invited and not used yet.
    """

    subject = models.TextField(unique=True, default=new_subject, db_default=Cast(RandomUUID(), models.TextField()))
    email = models.EmailField(max_length=254, unique=True)
    name = models.TextField()
    is_active = models.BooleanField(default=True)
    grants_version = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case")
        ]


class ApiClient(models.Model):
    """A program that calls the API. The secret is kept as an HMAC-SHA256 with a pepper that is not in the database."""

    client_id = models.TextField(unique=True)
    name = models.TextField()
    secret_hmac = models.BinaryField(null=True, blank=True)
    apis = ArrayField(models.TextField(), default=list, help_text="short names of the APIs it may call: ups")
    sees_insz = models.BooleanField(
        default=False, help_text="whether tokens of persons tell it the national number with which they signed in"
    )
    is_active = models.BooleanField(default=True)
    grants_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()


class Grant(models.Model):
    """A right of a client or a user, for an organizer or (without one) everywhere.

    `card_system_ids` empty means all card systems of the organizer. Every change raises `grants_version` of its owner.
    """

    client = models.ForeignKey(ApiClient, models.CASCADE, null=True, blank=True, related_name="grants")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="grants")
    organizer = models.ForeignKey(Organizer, models.CASCADE, null=True, blank=True, related_name="grants")
    permission = models.TextField()
    card_system_ids = ArrayField(models.IntegerField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(client__isnull=True) ^ models.Q(user__isnull=True), name="grant_has_one_owner"
            ),
            models.UniqueConstraint(
                fields=["client", "user", "organizer", "permission"], name="grant_once", nulls_distinct=False
            ),
        ]


class OrganizerAdmin(models.Model):
    """Somebody who works for an organizer (contract: OrganizerAdmin). An ADMIN may also choose who else does."""

    class Type(models.TextChoices):
        MEMBER = "MEMBER"
        ADMIN = "ADMIN"

    organizer = models.ForeignKey(Organizer, models.CASCADE, related_name="admins")
    user = models.ForeignKey(User, models.CASCADE, related_name="desks")
    type = models.TextField(choices=Type)
    last_chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organizer", "user"], name="admin_once_per_organizer")]


class SigningKey(models.Model):
    """A key pair that signs tokens (RS256). The private part is stored encrypted."""

    kid = models.TextField(unique=True)
    private_encrypted = models.BinaryField()
    public_pem = models.TextField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)


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
