"""Distribution keys, coupons, ticket sales and their postings."""

from enum import StrEnum
from typing import TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.db import models

from openpas.card_systems.models import CardSystem
from openpas.events.models import Event
from openpas.organizers.models import Location, Organizer
from openpas.passholders.models import GroupPass, Passholder
from openpas.tariffs.rules import coupons, keys, quoting
from openpas.tariffs.rules.split import Payer


def choices_of(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The words of the rules as the choices of a column."""
    return [(value.value, value.value) for value in values]


class DistributionKey(models.Model):
    """How a price is split over the payers (domain/rules.md 4.7).

    `split` is the JSON form of `tariffs.rules.split.Split`; a MANUAL key has `split_elsewhere` too, for holders who
    do not live in the organizer's municipality. An AUTOMATIC key works by its conditions (price bounds in cents,
    exclusive; `social_tariff_in`; `residence`), a MANUAL one when the event enables it, a COUPON one for its coupon. A
    key works when it is global or assigned to the organizer. `override_reason` must be filled when the split breaks
    the policy (holder at most 25 % and never 0, organizer at least 10 %). `version` rises with each change.
    """

    Kind: TypeAlias = keys.KeyKind
    SocialTariffIn: TypeAlias = keys.SocialTariffIn
    Residence: TypeAlias = keys.Residence

    card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="distribution_keys")
    name = models.TextField()
    kind = models.TextField(choices=choices_of(Kind))
    split = models.JSONField()
    split_elsewhere = models.JSONField(null=True, blank=True)
    price_below_cents = models.PositiveIntegerField(null=True, blank=True)
    price_above_cents = models.PositiveIntegerField(null=True, blank=True)
    price_equal_cents = models.PositiveIntegerField(null=True, blank=True)
    social_tariff_in = models.TextField(choices=choices_of(SocialTariffIn), default=SocialTariffIn.MY_CARDSYSTEM.value)
    residence = models.TextField(choices=choices_of(Residence), default=Residence.ANYWHERE.value)
    is_global = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    organizers = models.ManyToManyField(Organizer, related_name="distribution_keys")
    override_reason = models.TextField(blank=True, default="")
    override_by = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(override_reason="") | ~models.Q(override_by=""), name="override_has_an_author"
            )
        ]


class DistributionKeyRevision(models.Model):
    """What a key said at an earlier version, so that an old sale can be explained. Append-only."""

    key = models.ForeignKey(DistributionKey, models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    terms = models.JSONField(help_text="the JSON form of tariffs.rules.terms.KeyTerms")
    replaced_at = models.DateTimeField()
    replaced_by = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_revision_per_version")]


class EventKey(models.Model):
    """A manual key that the author of an event switched on or off."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="key_choices")
    key = models.ForeignKey(DistributionKey, models.CASCADE)
    is_enabled = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="event_key_once")]


class Coupon(models.Model):
    """A discount that a region gives to a part of its passholders or to chosen groups (domain/rules.md 4.8).

    The conditions that are filled must all hold. `limit_*` counts the uses of one holder over all events,
    `event_limit_*` those at one event. STOPPED: nobody new gets it; DELETED: it is void for all.
    """

    Status: TypeAlias = coupons.CouponStatus
    Target: TypeAlias = coupons.CouponTarget

    card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="coupons")
    name = models.TextField()
    description = models.TextField(blank=True, default="")
    key = models.ForeignKey(DistributionKey, models.PROTECT)
    status = models.TextField(choices=choices_of(Status), default=Status.ACTIVE.value)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    limit_volume = models.PositiveIntegerField(null=True, blank=True)
    limit_period = models.TextField(blank=True, default="")
    event_limit_volume = models.PositiveIntegerField(null=True, blank=True)
    event_limit_period = models.TextField(blank=True, default="")
    organizers = models.ManyToManyField(Organizer)
    events = models.ManyToManyField(Event)
    locations = models.ManyToManyField(Location)
    keywords = ArrayField(models.TextField(), default=list)
    price_below_cents = models.PositiveIntegerField(null=True, blank=True)
    price_above_cents = models.PositiveIntegerField(null=True, blank=True)
    price_equal_cents = models.PositiveIntegerField(null=True, blank=True)
    target = models.TextField(choices=choices_of(Target))
    segment_min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    segment_max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    segment_municipalities = ArrayField(models.TextField(), default=list, help_text="REFNIS codes")
    grants_to_new = models.BooleanField(default=True, help_text="also to those who register later")


class GrantedCoupon(models.Model):
    """A coupon in the hands of one passholder or group (contract: GrantedCoupon)."""

    coupon = models.ForeignKey(Coupon, models.PROTECT, related_name="grants")
    passholder = models.ForeignKey(Passholder, models.CASCADE, null=True, blank=True, related_name="coupons")
    group_pass = models.ForeignKey(GroupPass, models.CASCADE, null=True, blank=True, related_name="coupons")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(passholder__isnull=True) ^ models.Q(group_pass__isnull=True),
                name="granted_coupon_one_holder",
            ),
            models.UniqueConstraint(
                fields=["coupon", "passholder", "group_pass"], name="coupon_granted_once", nulls_distinct=False
            ),
        ]


class TicketSale(models.Model):
    """A ticket sold with a UiTPAS discount (contract: TicketSale). Append-only.

    What decided is kept as it was: the card number, the key and its version, the card system that gave the right, the
    municipality of residence that pays. It counts unless a TicketSaleCancellation points at it.
    """

    TariffType: TypeAlias = quoting.TariffType

    event = models.ForeignKey(Event, models.PROTECT, related_name="ticket_sales")
    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="ticket_sales")
    passholder = models.ForeignKey(Passholder, models.PROTECT, null=True, blank=True, related_name="ticket_sales")
    group_pass = models.ForeignKey(GroupPass, models.PROTECT, null=True, blank=True, related_name="ticket_sales")
    uitpas_number = models.TextField()
    tariff_type = models.TextField(choices=choices_of(TariffType))
    tariff_name = models.TextField()
    granted_coupon = models.ForeignKey(GrantedCoupon, models.PROTECT, null=True, blank=True, related_name="sales")
    key = models.ForeignKey(DistributionKey, models.PROTECT)
    key_version = models.PositiveIntegerField()
    card_system = models.ForeignKey(CardSystem, models.PROTECT)
    municipality_nis = models.TextField(blank=True, default="")
    regular_price_cents = models.PositiveIntegerField()
    regular_price_label = models.TextField(blank=True, default="")
    price_cents = models.PositiveIntegerField()
    actor = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(passholder__isnull=True) ^ models.Q(group_pass__isnull=True),
                name="ticket_sale_one_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(price_cents__lte=models.F("regular_price_cents")), name="ticket_sale_no_surcharge"
            ),
        ]
        indexes = [
            models.Index(fields=["passholder", "event", "created_at"], name="ticket_sale_of_passholder"),
            models.Index(fields=["group_pass", "created_at"], name="ticket_sale_of_group"),
            models.Index(fields=["event", "created_at"], name="ticket_sale_of_event"),
            models.Index(fields=["organizer", "created_at"], name="ticket_sale_of_organizer"),
        ]

    @property
    def tariff_id(self) -> str:
        """The tariff as the contract names it: `SOCIALTARIFF`, `COUPON_12`."""
        return (
            quoting.SOCIAL_TARIFF_ID
            if self.granted_coupon is None
            else coupons.tariff_id_of_coupon(self.granted_coupon.coupon_id)
        )


class TicketSaleCancellation(models.Model):
    """The counter-entry of a ticket sale: it counts no longer, and its postings are reversed. Append-only."""

    sale = models.OneToOneField(TicketSale, models.PROTECT, primary_key=True, related_name="cancellation")
    created_at = models.DateTimeField()
    actor = models.TextField()


class Posting(models.Model):
    """What one payer carries of one sale, in cents; negative in a reversal. Append-only.

    The database refuses a commit in which the postings of a sale do not sum to its regular price, or those of its
    reversal to the negative of it.
    """

    sale = models.ForeignKey(TicketSale, models.PROTECT, related_name="postings")
    payer = models.TextField(choices=choices_of(Payer))
    amount_cents = models.IntegerField()
    is_reversal = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sale", "payer", "is_reversal"], name="one_posting_per_payer")]
