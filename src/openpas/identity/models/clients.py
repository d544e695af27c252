"""Programs that call, and their rights."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openpas.organizers.models import Organizer


class ApiClient(models.Model):
    """A program that calls the API. The secret is kept as an HMAC-SHA256 with a pepper that is not in the database.

    One without a secret is public (an app, a page in a browser): it can only sign people in, with PKCE. While a secret
    is being replaced, the former one is good until `former_secret_until`. `redirect_addresses` are compared exactly;
    of a loopback address the port is free (RFC 8252, 7.3).
    """

    client_id = models.TextField(unique=True)
    name = models.TextField()
    secret_hmac = models.BinaryField(null=True, blank=True)
    former_secret_hmac = models.BinaryField(null=True, blank=True)
    former_secret_until = models.DateTimeField(null=True, blank=True)
    redirect_addresses = ArrayField(models.TextField(), default=list, db_default=[])
    logout_addresses = ArrayField(models.TextField(), default=list, db_default=[])
    apis = ArrayField(models.TextField(), default=list, help_text="short names of the APIs it may call: ups")
    sees_insz = models.BooleanField(
        default=False, help_text="whether tokens of persons tell it the national number with which they signed in"
    )
    is_active = models.BooleanField(default=True)
    grants_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    @property
    def is_public(self) -> bool:
        """Whether it has no secret, and so cannot prove which program it is."""
        return self.secret_hmac is None


class Grant(models.Model):
    """A right of a client, for an organizer or (without one) everywhere. People have the rights of their desks.

    `card_system_ids` empty means all card systems of the organizer. Every change raises `grants_version` of the client.
    """

    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="grants")
    organizer = models.ForeignKey(Organizer, models.CASCADE, null=True, blank=True, related_name="grants")
    permission = models.TextField()
    card_system_ids = ArrayField(models.IntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "organizer", "permission"], name="grant_of_client_once", nulls_distinct=False
            ),
        ]
