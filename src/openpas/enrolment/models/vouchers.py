"""Vouchers that lower the price of a membership once."""

from django.db import models

from openpas.card_systems.models import VoucherType
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder


class Voucher(models.Model):
    """One number of a type of voucher, good for one membership at any desk of the card system (BR-PR-05)."""

    code = models.TextField(unique=True)
    type = models.ForeignKey(VoucherType, models.CASCADE, related_name="vouchers")
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Passholder, models.SET_NULL, null=True, blank=True, related_name="vouchers")
    used_with = models.ForeignKey(Organizer, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
