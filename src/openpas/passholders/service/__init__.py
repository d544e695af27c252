"""Commands on passholders, memberships, cards and group passes: one transaction each, with outbox and audit line.

API 4.0 offers none of these (contract/rules.md 8-68) but the registration, which comes with its own conditions; so
the face that offers a command decides who may give it, and the actor is written down here.
"""

from openpas.passholders.service.blocking import block_card, block_membership, block_passholder
from openpas.passholders.service.cards import issue_card, put_in_stock
from openpas.passholders.service.group_passes import NewGroupPass, create_group_pass
from openpas.passholders.service.memberships import add_membership
from openpas.passholders.service.registration import NewPassholder, register_passholder
from openpas.passholders.service.schools import leave_school, set_school
from openpas.passholders.service.social_tariff import grant_social_tariff, suspend_social_tariff

__all__ = [
    "NewGroupPass",
    "NewPassholder",
    "add_membership",
    "block_card",
    "block_membership",
    "block_passholder",
    "create_group_pass",
    "grant_social_tariff",
    "issue_card",
    "leave_school",
    "put_in_stock",
    "register_passholder",
    "set_school",
    "suspend_social_tariff",
]
