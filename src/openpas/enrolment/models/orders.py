"""Orders of passes: what was ordered, what was paid, and who became a passholder."""

from typing import Final

from django.db import models

from openpas.card_systems.models import CardSystem
from openpas.enrolment.models.vouchers import Voucher
from openpas.enrolment.orders.rules import UNDER_WAY, PaymentState, Stage
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder

UNSETTLED: Final = (
    models.Q(payment_state__in=sorted(one.value for one in UNDER_WAY))
    | models.Q(stage=Stage.PAID.value)
    | models.Q(refund_due_cents__gt=0, refund_id="")
)
"""Something may still happen to these without anybody asking (`tasks.settle_orders`)."""


class Order(models.Model):
    """Passes for one or more people, paid at once (contract: Order). A free one has no payment.

    `ordered_by` is the id of the caller. `payment_id` is the provider's, `payment_state` what it said last, at
    `asked_at`. `refund_due_cents` is what goes back; `refund_id` is there once the provider took that on. `trouble`
    asks for a person. `token_reads` counts how often the order's own token was used.
    """

    public_id = models.UUIDField(unique=True)
    stage = models.TextField(choices=[(one.value, one.value) for one in Stage])
    ordered_by = models.TextField()
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    total_cents = models.PositiveIntegerField()
    payment_id = models.TextField(null=True, blank=True, unique=True)
    payment_url = models.TextField(blank=True, default="")
    payment_state = models.TextField(blank=True, default="", choices=[(one.value, one.value) for one in PaymentState])
    asked_at = models.DateTimeField()
    refund_due_cents = models.PositiveIntegerField(default=0)
    refund_id = models.TextField(blank=True, default="")
    trouble = models.TextField(blank=True, default="")
    token_reads = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=[one.value for one in Stage]), name="order_stage"),
            models.CheckConstraint(
                condition=models.Q(total_cents=0) | models.Q(payment_id__isnull=False), name="order_is_paid_for"
            ),
            models.CheckConstraint(
                condition=models.Q(refund_due_cents__lte=models.F("total_cents")), name="order_refund_within_total"
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="order_unsettled", condition=UNSETTLED)]


class OrderRegistration(models.Model):
    """One person in an order (contract: PassholderRegistration). The first one, at position 0, orders.

    `details_encrypted` is what was filled in. Purpose: to make the passholder when the money is there, and to show the
    order. Kept until thirty days after the order ended (`tasks.forget_old_orders`), or until the person is erased.
    `passholder` is who came of it; `refusal` says why nobody did, and then `price_cents` goes back.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="registrations")
    position = models.PositiveSmallIntegerField()
    public_id = models.UUIDField(unique=True)
    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="+")
    card_system = models.ForeignKey(CardSystem, models.PROTECT, related_name="+")
    price_cents = models.PositiveIntegerField()
    voucher = models.ForeignKey(Voucher, models.SET_NULL, null=True, blank=True, related_name="+")
    has_social_tariff = models.BooleanField()
    details_encrypted = models.BinaryField(null=True, blank=True)
    passholder = models.ForeignKey(Passholder, models.SET_NULL, null=True, blank=True, related_name="ordered_passes")
    refusal = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["order_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_registration_position"),
        ]
