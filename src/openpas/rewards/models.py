"""Rewards, the codes of online rewards, and redemptions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from openpas.card_systems.models import CardSystem
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder


class Reward(models.Model):
    """Something to redeem points for, or a free welcome (contract: Reward).

    Periods are inclusive moments; an empty end is open. `max_available_units` empty or 0 is unlimited
    (contract/rules.md 8-52). `units_taken` changes in the transaction of the redemption, under the lock of this row.
    `cities` are REFNIS codes of municipalities whose residents may redeem; empty is everybody.
    """

    class Type(models.TextChoices):
        POINTS = "POINTS"
        WELCOME = "WELCOME"

    class Status(models.TextChoices):
        ACTIVE = "ACTIVE"
        INACTIVE = "INACTIVE"
        DELETED = "DELETED"

    public_id = models.TextField()
    title = models.TextField()
    type = models.TextField(choices=Type)
    status = models.TextField(choices=Status, default=Status.ACTIVE)
    promotional_description = models.TextField()
    practical_info = models.TextField(blank=True, default="")
    more_info_url = models.TextField(blank=True, default="")
    points = models.PositiveIntegerField(default=0)
    categories = ArrayField(models.TextField(), default=list)
    pictures = ArrayField(models.TextField(), default=list)
    owning_card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="rewards")
    is_for_all_card_systems = models.BooleanField(default=True)
    applicable_card_systems = models.ManyToManyField(CardSystem, related_name="applicable_rewards")
    organizers = models.ManyToManyField(Organizer, related_name="rewards")
    publication_begins_at = models.DateTimeField()
    publication_ends_at = models.DateTimeField(null=True, blank=True)
    redeem_begins_at = models.DateTimeField()
    redeem_ends_at = models.DateTimeField(null=True, blank=True)
    granting_begins_at = models.DateTimeField(null=True, blank=True)
    granting_ends_at = models.DateTimeField(null=True, blank=True)
    max_available_units = models.PositiveIntegerField(null=True, blank=True)
    units_taken = models.PositiveIntegerField(default=0)
    redeem_limit_volume = models.PositiveIntegerField(null=True, blank=True)
    redeem_limit_period = models.TextField(blank=True, default="")
    cities = ArrayField(models.TextField(), default=list)
    is_for_kids = models.BooleanField(default=False)
    is_sport = models.BooleanField(default=False)
    is_featured = models.BooleanField(default=False)
    is_online = models.BooleanField(default=False)
    redeem_text = models.TextField(blank=True, default="")
    redeem_link = models.TextField(blank=True, default="")
    redeem_label = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("public_id"), name="reward_public_id"),
            models.CheckConstraint(
                condition=models.Q(max_available_units=None)
                | models.Q(max_available_units=0)
                | models.Q(units_taken__lte=models.F("max_available_units")),
                name="reward_never_oversold",
            ),
        ]


class WelcomeGrant(models.Model):
    """A welcome reward that was given to somebody on joining a card system, to be redeemed once (BR-RW-04)."""

    reward = models.ForeignKey(Reward, models.CASCADE, related_name="grants")
    passholder = models.ForeignKey(Passholder, models.CASCADE, related_name="welcome_grants")
    card_system = models.ForeignKey(CardSystem, models.PROTECT)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reward", "passholder"], name="welcome_reward_once_per_person")]


class Redemption(models.Model):
    """A reward redeemed by a passholder (contract: RedeemedReward). Append-only; the price in points is kept."""

    id = models.UUIDField(primary_key=True)
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="redemptions")
    passholder = models.ForeignKey(Passholder, models.PROTECT, related_name="redemptions")
    organizer = models.ForeignKey(Organizer, models.PROTECT, null=True, blank=True)
    uitpas_number = models.TextField()
    points = models.PositiveIntegerField()
    code = models.TextField(blank=True, default="")
    actor = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["passholder", "reward", "created_at"], name="redemption_of_passholder"),
        ]


class RedemptionCancellation(models.Model):
    """The counter-entry of a redemption: points and unit went back. Append-only."""

    redemption = models.OneToOneField(Redemption, models.PROTECT, primary_key=True, related_name="cancellation")
    created_at = models.DateTimeField()
    actor = models.TextField()


class RewardCode(models.Model):
    """A unique code of an online reward, handed out once; a code of a cancelled redemption is not used again."""

    reward = models.ForeignKey(Reward, models.CASCADE, related_name="codes")
    code = models.TextField()
    redemption = models.OneToOneField(Redemption, models.PROTECT, null=True, blank=True, related_name="handed_code")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reward", "code"], name="reward_code_once")]
