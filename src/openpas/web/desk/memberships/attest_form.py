"""The fields for what a desk saw: the kind, the day, and until when the social tariff is given for it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpas.entitlement.attests import ShownAttest
from openpas.entitlement.models import Attest
from openpas.entitlement.service import AttestSeen
from openpas.foundation.calendar import last_of_april_next_year, last_social_tariff_day
from openpas.web.desk.people.days import today
from openpas.web.desk.people.forms import Typed

FIELDS: Final = ("ends_on", "kind", "note", "seen_on")
KINDS: Final[tuple[tuple[str, str | Promise], ...]] = (
    (Attest.Kind.INCREASED_REIMBURSEMENT, gettext_lazy("Verhoogde tegemoetkoming")),
    (Attest.Kind.LIVING_WAGE, gettext_lazy("Leefloon")),
    (Attest.Kind.DEBT_HELP, gettext_lazy("Budgetbegeleiding of schuldhulp")),
    (Attest.Kind.INCOME_GUARANTEE, gettext_lazy("Inkomensgarantie voor ouderen")),
    (Attest.Kind.DISABILITY_ALLOWANCE, gettext_lazy("Tegemoetkoming voor personen met een handicap")),
    (Attest.Kind.SOCIAL_HOUSE, gettext_lazy("Attest van het OCMW of het sociaal huis")),
    (Attest.Kind.OTHER, gettext_lazy("Een ander bewijs")),
)


@dataclass(frozen=True, slots=True)
class Grant:
    """What was filled in: the last day, and what was seen."""

    ends_on: date
    attest: AttestSeen


@dataclass(frozen=True, slots=True)
class AttestForm:
    """What the template needs beside the values."""

    kinds: tuple[tuple[str, str | Promise], ...]
    first_end: date
    last_end: date
    today: date

    @classmethod
    def for_today(cls) -> "AttestForm":
        return cls((("", _("Kies wat je zag")), *KINDS), today(), last_social_tariff_day(today()), today())


def defaults() -> dict[str, str]:
    """30 April of next year, for what is seen now."""
    return {"ends_on": last_of_april_next_year(today()).isoformat(), "seen_on": today().isoformat()}


def words_of_kind(seen: ShownAttest) -> str:
    """What was seen: out of the list, or as it was described."""
    return seen.note or str(dict(KINDS)[seen.kind])


def grant_in(typed: Typed) -> Grant | None:
    """What was filled in; None with problems in `typed` where something is missing."""
    ends_on, seen_on = typed.day("ends_on"), typed.day("seen_on")
    kind = typed["kind"]
    if kind not in Attest.Kind.values:
        typed.problems["kind"] = _("Kies wat je zag.")
    if kind == Attest.Kind.OTHER and not typed["note"]:
        typed.problems["note"] = _("Schrijf kort wat voor bewijs het is.")
    if typed.problems or ends_on is None or seen_on is None:
        return None
    return Grant(ends_on, AttestSeen(kind=Attest.Kind(kind), seen_on=seen_on, note=typed["note"]))
