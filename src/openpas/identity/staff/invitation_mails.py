"""The mails about a place: to somebody new with a link, to somebody who signs in already without."""

from collections.abc import Sequence
from typing import Final

from django.conf import settings

from openpas.card_systems.models import CardSystem
from openpas.identity.models import User
from openpas.organizers.models import Organizer
from openpas.passholders.languages import languages_of
from openpas.records.mail import mail_after_commit

_FOLDER: Final = "identity/mail"


def invite(user: User, organizer: Organizer | None, card_system: CardSystem | None, token: str, days: int) -> None:
    """The link with which the account becomes somebody's own."""
    languages = languages_at(organizer) if organizer is not None else (user.language,)
    url = f"{settings.OPENPAS_ISSUER}/account/invitations/{token}"
    details: dict[str, object] = {"url": url, "days": days, "email": user.email}
    _send(user, "invited", languages, organizer, card_system, details)


def tell(user: User, organizer: Organizer | None, card_system: CardSystem | None) -> None:
    """There is a place more for somebody who signs in as always."""
    details: dict[str, object] = {
        "name": user.name,
        "url": f"{settings.OPENPAS_ISSUER}/{'desk' if organizer else 'console'}/",
    }
    _send(user, "place_added", (user.language,), organizer, card_system, details)


def languages_at(organizer: Organizer) -> tuple[str, ...]:
    """In which languages somebody is written to whose own is not known yet."""
    return languages_of(organizer.municipality_nis)


def _send(
    user: User,
    template: str,
    languages: Sequence[str],
    organizer: Organizer | None,
    card_system: CardSystem | None,
    details: dict[str, object],
) -> None:
    place = {
        "desk": organizer.name if organizer else "",
        "region": card_system.name if card_system else "",
    }
    mail_after_commit(user.email, f"{_FOLDER}/{template}", languages, {**details, **place})
