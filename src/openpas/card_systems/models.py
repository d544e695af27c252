"""A card system and its cities."""

from django.db import models


class CardSystem(models.Model):
    """A region that issues passes (contract: CardSystem). `permanent` is false for a festival.

    `grace_days` is how long a social tariff stays ACTIVE after its end date (BR-ST-03). `checkin_margin_minutes` is how
    long before and after an activity points can be saved (contract/rules.md 8-60). `cardless_registration_type` is the
    contract's ALL, REGULAR, SOCIALTARIFF or NONE. Newcomers get `welcome_points` (BR-PR-06). Below `consent_age` a
    parent decides, and nobody is written to; from `self_registration_age` somebody may register alone
    (contract/rules.md 8-24). `requires_insz` binds desks that may not grant the social tariff (BR-PH-01).
    """

    id = models.IntegerField(primary_key=True)
    name = models.TextField()
    permanent = models.BooleanField(default=True)
    logo_url = models.TextField(blank=True, default="")
    primary_color = models.TextField(blank=True, default="")
    secondary_color = models.TextField(blank=True, default="")
    website = models.TextField(blank=True, default="")
    social_tariff_info = models.TextField(blank=True, default="")
    cardless_registration_type = models.TextField(default="NONE")
    contact_email = models.TextField(blank=True, default="")
    contact_phone = models.TextField(blank=True, default="")
    grace_days = models.PositiveSmallIntegerField(default=30)
    welcome_points = models.PositiveSmallIntegerField(default=0)
    requires_insz = models.BooleanField(default=False)
    consent_age = models.PositiveSmallIntegerField(default=16)
    self_registration_age = models.PositiveSmallIntegerField(default=18)
    checkin_margin_minutes = models.PositiveSmallIntegerField(default=300)
    number_prefix = models.TextField(blank=True, default="", help_text="five digits before the serial, or none")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cardless_registration_type__in=["ALL", "REGULAR", "SOCIALTARIFF", "NONE"]),
                name="card_system_cardless_type",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class City(models.Model):
    """A place name with its postal code in a card system (contract: City, CardSystemCitySettings).

    `municipality_nis` is the REFNIS code of the municipality to which the place belongs and that pays for its
    residents.
    """

    card_system = models.ForeignKey(CardSystem, models.CASCADE, related_name="cities")
    postal_code = models.TextField()
    name = models.TextField()
    municipality_nis = models.TextField()
    allows_cardless_registration = models.BooleanField(default=False)
    contact_email = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["postal_code", "name"]
        constraints = [
            models.UniqueConstraint(fields=["card_system", "postal_code", "name"], name="city_once_per_card_system")
        ]
        indexes = [models.Index(fields=["postal_code"], name="city_postal_code")]


class VoucherType(models.Model):
    """A kind of voucher that a region gives out; its price lines say what its holders pay (BR-PR-05).

    Numbers of this kind begin with `prefix`.
    """

    card_system = models.ForeignKey(CardSystem, models.CASCADE, related_name="voucher_types")
    name = models.TextField()
    description = models.TextField(blank=True, default="")
    prefix = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card_system", "name"], name="voucher_type_once_per_card_system")
        ]

    def __str__(self) -> str:
        return self.name


class MembershipPriceRule(models.Model):
    """What a membership costs for one kind of passholder (contract: MembershipPrice, operations 46, 47 and 83).

    `age_from` and `age_to` are whole years, both included; without one the band is open on that side. `is_resident` and
    `has_social_tariff` left empty hold for everybody, an empty `reason` for every reason (BR-PR-02). A line with a
    voucher type is for holders of such a voucher only. Rules are shown by `position`.
    """

    class Reason(models.TextChoices):
        FIRST_CARD = "FIRST_CARD"
        CARD_UPGRADE = "CARD_UPGRADE"
        EXTRA_CARD = "EXTRA_CARD"
        LOSS_THEFT = "LOSS_THEFT"
        DEFECT = "DEFECT"
        REMOVAL = "REMOVAL"
        LOSS_KANSENSTATUUT = "LOSS_KANSENSTATUUT"
        OBTAIN_KANSENSTATUUT = "OBTAIN_KANSENSTATUUT"

    class CardType(models.TextChoices):
        NFC_CARD = "NFC_CARD"
        DIGITAL = "DIGITAL"

    card_system = models.ForeignKey(CardSystem, models.CASCADE, related_name="membership_prices")
    card_type = models.TextField(choices=CardType)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    is_resident = models.BooleanField(null=True, blank=True)
    has_social_tariff = models.BooleanField(null=True, blank=True)
    reason = models.TextField(choices=Reason, blank=True, default="")
    voucher_type = models.ForeignKey(
        VoucherType, models.CASCADE, null=True, blank=True, related_name="membership_prices"
    )
    price_cents = models.PositiveIntegerField()
    label = models.TextField()
    description = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(card_type__in=["NFC_CARD", "DIGITAL"]), name="membership_price_card_type"
            ),
            models.CheckConstraint(
                condition=models.Q(age_from__isnull=True)
                | models.Q(age_to__isnull=True)
                | models.Q(age_from__lte=models.F("age_to")),
                name="membership_price_age_band",
            ),
        ]
