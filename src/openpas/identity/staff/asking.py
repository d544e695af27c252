"""Asking for a place at a desk: whoever has none writes to the region, and to who is responsible there.

What is answered is the same whether or not there is such an organizer: who asks learns nothing.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.identity.models import OrganizerAdmin, User
from openpas.identity.staff.refusals import AskedOften, RegionUnknown
from openpas.passholders.languages import languages_of
from openpas.records.mail import mail_after_commit
from openpas.records.rate_limit import Rate, seconds_to_wait
from openpas.records.service import note

LONGEST_WORDS: Final = 1000
_BY_ONE_PERSON: Final = Rate("places-asked-for", requests=3, seconds=24 * 60 * 60)
_MAIL: Final = "identity/mail/place_wanted"
_HOUR_SECONDS: Final = 60 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """In which region, for which organization (as somebody calls it), and what it wants to say."""

    card_system_id: int
    organization: str
    words: str = ""


@transaction.atomic
def ask_for_place(actor: Actor, user: User, wish: Wish) -> None:
    """Mail the region, and the ADMINs of the organizer if it is called just so; their answer goes to who asks.

    Raises RegionUnknown, also for a region that reads no mail, and AskedOften after three times in a day.
    """
    region = regions_that_answer().filter(pk=wish.card_system_id).first()
    if region is None:
        raise RegionUnknown
    if seconds := seconds_to_wait(_BY_ONE_PERSON, str(user.pk)):
        raise AskedOften(hours=-(-seconds // _HOUR_SECONDS))
    note(actor, "desk.ask_for_place", f"card_system:{region.pk}")
    details = {
        "name": user.name,
        "email": user.email,
        "organization": wish.organization,
        "region": region.name,
        "words": wish.words[:LONGEST_WORDS],
        "url": f"{settings.OPENPAS_ISSUER}/console/",
    }
    mail_after_commit(region.contact_email, _MAIL, _languages_of(region), details, answer_to=user.email)
    for admin in _responsible(region, wish.organization):
        mail_after_commit(admin.email, _MAIL, (admin.language,), details, answer_to=user.email)


def regions_that_answer() -> QuerySet[CardSystem]:
    """The permanent regions with an address to write to, by name."""
    return CardSystem.objects.filter(permanent=True).exclude(contact_email="").order_by("name")


def _responsible(region: CardSystem, organization: str) -> QuerySet[User]:
    admins = OrganizerAdmin.objects.filter(
        organizer__card_systems=region, organizer__name__iexact=organization.strip(), type=OrganizerAdmin.Type.ADMIN
    )
    return User.objects.filter(pk__in=admins.values("user_id")).order_by("pk")


def _languages_of(region: CardSystem) -> tuple[str, ...]:
    city = region.cities.first()
    return languages_of(city.municipality_nis if city else "")
