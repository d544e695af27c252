"""A passholder has memberships; a membership may have a current card and a social tariff; a group has one pass."""

from django.db import models

from openpas.card_systems.models import CardSystem
from openpas.organizers.models import Association, Organizer


class Passholder(models.Model):
    """A person with a pass (contract: Passholder).

    The INSZ is stored encrypted (`records.encryption`), and found by a keyed hash. `municipality_nis` is the residence
    that pays at the moment of a sale; empty for somebody who lives abroad.
    """

    public_id = models.UUIDField(unique=True)
    name = models.TextField()
    first_name = models.TextField()
    date_of_birth = models.DateField()
    gender = models.TextField(blank=True, default="")
    nationality = models.TextField(blank=True, default="")
    insz_encrypted = models.BinaryField(null=True, blank=True)
    insz_index = models.BinaryField(null=True, blank=True, unique=True)
    email = models.TextField(blank=True, default="")
    phone_number = models.TextField(blank=True, default="")
    street = models.TextField(blank=True, default="")
    postal_code = models.TextField()
    city = models.TextField()
    country = models.TextField(default="BE")
    municipality_nis = models.TextField(blank=True, default="")
    opt_in_service_mails = models.BooleanField(default=False)
    opt_in_milestone_mails = models.BooleanField(default=False)
    opt_in_info_mails = models.BooleanField(default=False)
    opt_in_sms = models.BooleanField(default=False)
    opt_in_post = models.BooleanField(default=False)
    uitid = models.TextField(blank=True, default="", help_text="the account that is linked to the pass")
    registration_organizer = models.ForeignKey(Organizer, models.SET_NULL, null=True, blank=True)
    school = models.ForeignKey(Organizer, models.SET_NULL, null=True, blank=True, related_name="pupils")
    family_icon = models.TextField(
        blank=True, default="", db_default="", help_text="how the person is shown in the own family"
    )
    is_blocked = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "first_name", "id"]
        indexes = [
            models.Index(fields=["name", "first_name"], name="passholder_name"),
            models.Index(fields=["postal_code"], name="passholder_postal_code"),
            models.Index(fields=["uitid"], name="passholder_uitid", condition=~models.Q(uitid="")),
        ]


class PointsAccount(models.Model):
    """The balance of a passholder, always the sum of its lines (`checkins.PointsLine`), and the lock under
    which it changes.

    `version` rises by one with every line, so that a decision taken on an older state is not written
    (docs/decisions/0005-load-decide-write.md).
    """

    passholder = models.OneToOneField(Passholder, models.CASCADE, primary_key=True, related_name="points_account")
    points = models.IntegerField(default=0)
    version = models.IntegerField(default=0)


class CardSystemMembership(models.Model):
    """A person's membership of a card system, with the social tariff there (contract: CardSystemMembership).

    The social tariff is granted when `social_tariff_ends_on` is set: that day is its last, then the grace days of the
    card system follow. What its status is on a day says `passholders.rules`, never the date alone (BR-ST-03).
    """

    passholder = models.ForeignKey(Passholder, models.CASCADE, related_name="memberships")
    card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="memberships")
    is_blocked = models.BooleanField(default=False)
    social_tariff_ends_on = models.DateField(null=True, blank=True)
    social_tariff_suspended_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["passholder", "card_system"], name="one_membership_per_card_system")
        ]


class GroupPass(models.Model):
    """The pass of an organisation that accompanies people in poverty (contract: Grouppass). No points, no rewards.

    With `social_tariff_ends_on` the group may buy `tickets_per_year` tickets at the social tariff in a calendar year;
    without it, only its coupons count.
    """

    public_id = models.UUIDField(unique=True)
    name = models.TextField()
    card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="group_passes")
    email = models.TextField(blank=True, default="")
    phone_number = models.TextField(blank=True, default="")
    street = models.TextField(blank=True, default="")
    postal_code = models.TextField()
    city = models.TextField()
    municipality_nis = models.TextField()
    social_tariff_ends_on = models.DateField(null=True, blank=True)
    tickets_per_year = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()


class Card(models.Model):
    """A card or digital card (contract: Card). Held through a membership or by a group pass, or in stock at a desk."""

    class Status(models.TextChoices):
        PROVISIONED = "PROVISIONED"
        LOCAL_STOCK = "LOCAL_STOCK"
        ACTIVE = "ACTIVE"
        BLOCKED = "BLOCKED"
        DELETED = "DELETED"

    class Kind(models.TextChoices):
        NFC_CARD = "NFC_CARD"
        DIGITAL = "DIGITAL"

    uitpas_number = models.TextField(unique=True)
    chip_number = models.TextField(null=True, blank=True, unique=True)
    card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="cards")
    kind = models.TextField(choices=Kind)
    status = models.TextField(choices=Status)
    is_social = models.BooleanField(help_text="the card was made for the social tariff; says nothing about a right")
    membership = models.ForeignKey(CardSystemMembership, models.PROTECT, null=True, blank=True, related_name="cards")
    group_pass = models.ForeignKey(GroupPass, models.PROTECT, null=True, blank=True, related_name="cards")
    stock_organizer = models.ForeignKey(Organizer, models.SET_NULL, null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(status="ACTIVE"), name="one_active_card_per_membership"
            ),
            models.UniqueConstraint(
                fields=["group_pass"], condition=models.Q(status="ACTIVE"), name="one_active_card_per_group_pass"
            ),
            models.CheckConstraint(
                condition=models.Q(membership__isnull=True) | models.Q(group_pass__isnull=True),
                name="card_has_one_holder",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="ACTIVE")
                | models.Q(membership__isnull=False)
                | models.Q(group_pass__isnull=False),
                name="active_card_has_a_holder",
            ),
        ]


class FamilyLink(models.Model):
    """A person in the family list of another (contract: FamilyMember).

    The list is the main passholder's own: who is in it does not have the main passholder in return. The main passholder
    is always in the own list, without a row.
    """

    main = models.ForeignKey(Passholder, models.CASCADE, related_name="family")
    member = models.ForeignKey(Passholder, models.CASCADE, related_name="families")
    icon = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["main", "member"], name="family_member_once"),
            models.CheckConstraint(condition=~models.Q(main=models.F("member")), name="family_main_is_no_link"),
        ]


class FamilyUndoToken(models.Model):
    """What the mail to an added person holds, to leave that family without signing in. Kept as a keyed hash.

    It outlives the link, so that a second click is as good as the first.
    """

    token_hash = models.BinaryField(unique=True)
    main = models.ForeignKey(Passholder, models.CASCADE, related_name="+")
    member = models.ForeignKey(Passholder, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="family_undo_token_age")]


class AssociationMembership(models.Model):
    """A person is a member of an association up to and with `ends_on` (contract: AssociationMembership)."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="memberships")
    passholder = models.ForeignKey(Passholder, models.CASCADE, related_name="association_memberships")
    ends_on = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["association__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["association", "passholder"], name="association_membership_once")
        ]
        indexes = [models.Index(fields=["association", "ends_on"], name="association_membership_end")]
