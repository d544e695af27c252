"""What is chosen once for a whole group: read out of a form, with what is the matter with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from openpas.enrolment.desks import residence_of
from openpas.enrolment.details import HomeAddress
from openpas.entitlement.models import Attest
from openpas.foundation.belgium import municipality_of
from openpas.foundation.calendar import brussels_day, last_of_april_next_year, last_social_tariff_day
from openpas.foundation.refusal import Refusal
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.search.criteria import Problems, day
from openpas.web.desk.search.deeds import Kind, Terms, price_classes
from openpas.web.desk.visits import activity_of
from openpas.web.desk.words import words_of

_LONGEST: Final = 120
ATTESTS: Final = tuple(kind for kind in Attest.Kind if kind is not Attest.Kind.OTHER)
"""What can be said of many people at once; any other proof is described one person at a time."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The terms, or what is the matter."""

    terms: Terms
    problems: Problems


def terms_from(clerk: Clerk, kind: Kind, form: Mapping[str, str]) -> Chosen:
    """What was chosen for this kind of deed."""
    return _READERS[kind](clerk, form)


def beginning(kind: Kind) -> dict[str, str]:
    """What stands in the form at first."""
    today = brussels_day(clock.now())
    if kind is not Kind.EXTEND:
        return {}
    return {"ends_on": last_of_april_next_year(today).isoformat(), "seen_on": today.isoformat()}


def _at_activity(clerk: Clerk, _form: Mapping[str, str]) -> Chosen:
    return Chosen({"event_id": clerk.event_id}, {})


def _ticket(clerk: Clerk, form: Mapping[str, str]) -> Chosen:
    activity, wanted = activity_of(clerk.event_id), form.get("price_class", "")
    chosen = price_classes(activity).filter(pk=wanted).first() if activity and wanted.isdecimal() else None
    if chosen is None:
        return Chosen({}, {"price_class": _("Kies een prijs.")})
    return Chosen({"event_id": clerk.event_id, "price_class_id": chosen.pk}, {})


def _address(clerk: Clerk, form: Mapping[str, str]) -> Chosen:
    typed = {name: form.get(name, "").strip()[:_LONGEST] for name in ("street", "postal_code", "city")}
    problems: Problems = {}
    if not typed["street"]:
        problems["street"] = _("Vul de straat en het nummer in.")
    if municipality_of(typed["postal_code"]) is None:
        problems["postal_code"] = _("Deze postcode bestaat niet in België.")
    if not typed["city"]:
        problems["city"] = _("Vul de gemeente in.")
    if not problems:
        try:
            residence_of(HomeAddress(**typed))
        except Refusal as refusal:
            problems["city"] = words_of(refusal, clerk.desk.pk)
    return Chosen({"address": typed}, problems)


def _extension(_clerk: Clerk, form: Mapping[str, str]) -> Chosen:
    today = brussels_day(clock.now())
    ends_on, seen_on, attest = day(form.get("ends_on", "")), day(form.get("seen_on", "")), form.get("attest", "")
    problems: Problems = {}
    if ends_on is None or not today <= ends_on <= last_social_tariff_day(today):
        problems["ends_on"] = _("Kies een dag tussen vandaag en 31 december van volgend jaar.")
    if seen_on is None or seen_on > today:
        problems["seen_on"] = _("Vul de dag in waarop je de bewijzen zag.")
    if attest not in ATTESTS:
        problems["attest"] = _("Kies wat je zag.")
    if ends_on is None or seen_on is None:
        return Chosen({}, problems)
    return Chosen({"ends_on": ends_on.isoformat(), "seen_on": seen_on.isoformat(), "attest": attest}, problems)


def _none(_clerk: Clerk, _form: Mapping[str, str]) -> Chosen:
    return Chosen({}, {})


_READERS: Final[Mapping[Kind, Callable[[Clerk, Mapping[str, str]], Chosen]]] = {
    Kind.POINT: _at_activity,
    Kind.TICKET: _ticket,
    Kind.ADDRESS: _address,
    Kind.EXTEND: _extension,
    Kind.BLOCK: _none,
}
