"""Name, birth date and address."""

from dataclasses import replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openpas.enrolment.desks import residence_of
from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.places import places_of
from openpas.enrolment.rules.consent import require_born
from openpas.foundation.calendar import brussels_day
from openpas.organizers.models import Organizer
from openpas.runtime import clock
from openpas.web.desk.people.countries import country_names
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, is_ticked, refusals, typed

GENDERS: Final = (("FEMALE", _("Vrouw")), ("MALE", _("Man")), ("X", _("X")), ("", _("Zegt het liever niet")))
_EMPTY: Final = _("Vul dit in.")


def _read(wizard: Wizard, form: QueryDict) -> Answers:
    answers = replace(
        wizard.answers,
        first_name=typed(form, "first_name"),
        name=typed(form, "name"),
        nationality=typed(form, "nationality"),
        street=typed(form, "street"),
        city=typed(form, "city"),
        born_on=typed(form, "born_on"),
        gender=typed(form, "gender") if typed(form, "gender") in dict(GENDERS) else "",
        school_id=typed(form, "school_id"),
        is_somebody_else=is_ticked(form, "is_somebody_else"),
    )
    if answers.is_abroad:
        return replace(answers, country=typed(form, "country")[:2], street="", postal_code="")
    return replace(answers, postal_code=typed(form, "postal_code"), country="BE")


def _problems(wizard: Wizard) -> Problems:
    answers = wizard.answers
    asked = ("first_name", "name", "country" if answers.is_abroad else "postal_code", "city")
    found: Problems = {name: _EMPTY for name in asked if not getattr(answers, name)}
    if answers.birth_date is None:
        found["born_on"] = _("Vul de geboortedatum in.")
    found |= refusals(wizard, lambda: _check_birth_date(wizard))
    if not found.keys() & {"postal_code", "city"}:
        found |= refusals(wizard, lambda: residence_of(answers.address))
    if not found and not answers.is_somebody_else and wizard.alike:
        found["is_somebody_else"] = _("Is dit iemand die al een UiTPAS heeft? Kijk even na.")
    return found


def _check_birth_date(wizard: Wizard) -> None:
    if wizard.answers.birth_date is not None:
        require_born(wizard.answers.birth_date, brussels_day(clock.now()))


def _words(wizard: Wizard) -> dict[str, object]:
    return {
        "genders": GENDERS,
        "countries": [("", "")] + [one for one in country_names(get_language() or "nl") if one[0] != "BE"],
        "schools": _schools(wizard),
        "places": places_of(wizard.answers.postal_code),
        "similar": wizard.alike,
    }


def _schools(wizard: Wizard) -> list[tuple[str, str]]:
    """The schools of the region, by name; empty where it has none."""
    schools = Organizer.objects.filter(groups__is_school=True, card_systems=wizard.desk.card_system).distinct()
    found = [(one.public_id, one.name) for one in schools]
    return [("", str(_("Geen school"))), *found] if found else []


STEP: Final = Step("person", 2, _("De persoon"), _read, _problems, _words)
