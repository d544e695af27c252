"""What a clerk asks for, as it was typed: read out of a form, kept encrypted, and made into a search."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from openpas.foundation.identifiers import IdentifierKind, is_insz, is_uitpas_number, recognise
from openpas.foundation.permissions import Permission
from openpas.passholders.associations.rules import AssociationMembershipStatus
from openpas.passholders.search import ANY, PassholderFilter
from openpas.records.encryption import decrypt, encrypt
from openpas.web.desk.clerk import Clerk

Problems = dict[str, str]
"""Name of a field → what is the matter with it."""

SEES_STATUS: Final = (Permission.PASSHOLDERS_WRITE_SOCIALTARIFF, Permission.PASSHOLDERS_UPDATE)
"""Who grants the social tariff, and schools, may look for the day on which it ends (D-47)."""

_LONGEST: Final = 80
_FEWEST_LETTERS: Final = 2
_DATES: Final = ("born_from", "born_to", "status_from", "status_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The fields of the form, stripped. Dates as the browser sends them: 1990-05-17.

    `text` is the first box, a name or a number. `numbers` is a pasted list; with it everything else is empty.
    """

    text: str = ""
    name: str = ""
    first_name: str = ""
    born_from: str = ""
    born_to: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    email: str = ""
    association: str = ""
    association_status: str = ""
    school: str = ""
    status_from: str = ""
    status_to: str = ""
    numbers: str = ""

    @property
    def is_list(self) -> bool:
        return bool(self.numbers)

    @property
    def has_more(self) -> bool:
        """Whether anything is filled in below the first box."""
        return bool(self.school) or self.has_details

    @property
    def has_details(self) -> bool:
        """The same but for the school."""
        beside = ("text", "school", "association_status")
        return any(value for name, value in asdict(self).items() if name not in beside)

    @property
    def recognised(self) -> tuple[IdentifierKind, str] | None:
        """The number in the first box. A word is no chip, whatever its letters are."""
        if not any(character.isdigit() for character in self.text):
            return None
        return recognise(self.text)

    @property
    def shown_text(self) -> str:
        """What may stand in the box again: never a national number."""
        is_name = not any(character.isdigit() for character in self.text)
        is_card = self.recognised is not None and self.recognised[0] is IdentifierKind.UITPAS_NUMBER
        return self.text if is_name or is_card else ""

    def sealed(self) -> bytes:
        """As it is kept."""
        return encrypt(json.dumps({name: value for name, value in asdict(self).items() if value}))


def unsealed(stored: bytes | memoryview) -> Criteria:
    """The inverse of `Criteria.sealed`."""
    return Criteria(**json.loads(decrypt(bytes(stored))))


def criteria_from(clerk: Clerk, form: Mapping[str, str]) -> Criteria:
    """What was filled in, as far as this desk may ask for it: e-mail is for registration desks (D-36)."""
    asked = {field.name: form.get(field.name, "").strip() for field in fields(Criteria) if field.name != "numbers"}
    if not clerk.actor.may_somewhere(Permission.PASSHOLDERS_WRITE):
        asked["email"] = ""
    if not clerk.actor.may_somewhere(*SEES_STATUS):
        asked["status_from"] = asked["status_to"] = ""
    return Criteria(**{name: value[:_LONGEST] for name, value in asked.items()})


def problems_of(asked: Criteria) -> Problems:
    """What must be filled in otherwise; nothing when the search can begin."""
    if not asked.text and not asked.has_more:
        return {"text": _("Vul een naam of een nummer in, of kies meer mogelijkheden hieronder.")}
    problems = _problems_of_dates(asked)
    if asked.text and (told := _problem_of_text(asked)):
        problems["text"] = told
    if asked.postal_code and not (asked.postal_code.isascii() and asked.postal_code.isdecimal()):
        problems["postal_code"] = _("Een postcode heeft 4 cijfers.")
    return problems


def _problems_of_dates(asked: Criteria) -> Problems:
    wrong = (name for name in _DATES if getattr(asked, name) and day(getattr(asked, name)) is None)
    return dict.fromkeys(wrong, _("Deze datum bestaat niet. Schrijf ze zoals 17/05/1990."))


def day(text: str) -> date | None:
    """A date of a form; None for an empty one, and for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def filter_of(asked: Criteria) -> PassholderFilter:
    """The search that this asks for. The street may go on with a number, so that only its beginning must fit."""
    street = asked.street if not asked.street or ANY in asked.street else f"{asked.street}{ANY}"
    status = {"ACTIVE": AssociationMembershipStatus.ACTIVE, "EXPIRED": AssociationMembershipStatus.EXPIRED}
    return PassholderFilter(
        **_identifier(asked),
        name=asked.name,
        first_name=asked.first_name,
        email=asked.email,
        street=street,
        postal_code=asked.postal_code,
        city=asked.city,
        school_id=asked.school,
        association_id=asked.association,
        association_status=status.get(asked.association_status),
        born_from=day(asked.born_from),
        born_to=day(asked.born_to),
    )


def _identifier(asked: Criteria) -> dict[str, Any]:
    match asked.recognised:
        case IdentifierKind.UITPAS_NUMBER, number:
            return {"uitpas_number": number}
        case IdentifierKind.INSZ, insz:
            return {"insz": insz}
        case IdentifierKind.CHIP, chip:
            return {"chip_number": chip}
    return {"names": asked.text}


def _problem_of_text(asked: Criteria) -> str:
    match asked.recognised:
        case IdentifierKind.UITPAS_NUMBER, number if not is_uitpas_number(number):
            return _("Er is een cijfer verkeerd in dit UiTPAS-nummer. Kijk de 13 cijfers na.")
        case IdentifierKind.INSZ, insz if not is_insz(insz):
            return _("Er is een cijfer verkeerd in dit rijksregisternummer. Kijk de 11 cijfers na.")
        case None if any(character.isdigit() for character in asked.text):
            return _("Dit is geen nummer dat we kennen. Een UiTPAS-nummer heeft 13 cijfers.")
        case None if sum(character.isalpha() for character in asked.text) < _FEWEST_LETTERS:
            return _("Typ minstens 2 letters van de naam.")
    return ""
