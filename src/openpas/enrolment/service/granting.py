"""A desk gives the social tariff another end, for a proof that it saw (D-18). The same card goes on (BR-ST-05)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.enrolment.desks import municipalities_of
from openpas.enrolment.present import membership_row
from openpas.enrolment.preview import desk_of, require_not_blocked
from openpas.enrolment.refusals import NoSocialTariffToExtend
from openpas.enrolment.rules.residence import Residence, require_inside
from openpas.entitlement.service import AttestSeen, record_attest
from openpas.foundation.actor import Actor
from openpas.passholders.models import Passholder
from openpas.passholders.service import grant_social_tariff
from openpas.passholders.service.account import outdate_decisions
from openpas.tariffs.service import grant_to_new_passholder


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked:
    """What a desk asks for, `organizer_id` being public: a last day, for what it saw."""

    organizer_id: str
    ends_on: date
    attest: AttestSeen


@transaction.atomic
def extend_social_tariff(actor: Actor, person: Passholder, card_system: CardSystem, asked: ExtensionAsked) -> None:
    """Let a social tariff that was granted before go on, also one that expired.

    Who never had it here gets it with a card for it (`memberships.give_membership`). Raises PermissionMissing,
    OrganizerNotFound, MembershipNotPossible, NoSocialTariffToExtend, CityOutsideRegion, InvalidSocialTariffEnd, and
    what `record_attest` raises.
    """
    desk = desk_of(asked.organizer_id, card_system)
    outdate_decisions(person.pk)
    person.refresh_from_db()
    residence = Residence(person.city, person.municipality_nis)
    desk.require_right_to_grant(actor, residence)
    require_inside(residence, municipalities_of(card_system.pk))
    membership = membership_row(person, card_system.pk)
    require_not_blocked(person, membership)
    if membership is None or membership.social_tariff_ends_on is None:
        raise NoSocialTariffToExtend
    grant_social_tariff(actor, membership, asked.ends_on)
    record_attest(actor, membership, desk.organizer, asked.attest, asked.ends_on)
    grant_to_new_passholder(person.pk)
