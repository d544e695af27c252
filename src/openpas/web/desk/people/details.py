"""Who somebody is and where somebody lives, changed all at once or not at all (D-16)."""

from dataclasses import replace
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.enrolment import refusals
from openpas.enrolment.details import BELGIUM, ConsentGiven, HomeAddress, PersonDetails
from openpas.enrolment.places import places_of
from openpas.enrolment.rules.identity import require_insz_fits
from openpas.foundation.belgium import ABROAD_POSTAL_CODE
from openpas.foundation.identifiers import is_insz, without_separators
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Passholder
from openpas.passholders.reach import is_in_reach
from openpas.passholders.refusals import InszAlreadyUsed, InvalidInszNumber
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.people.as_known import as_known
from openpas.web.desk.people.changing import changed, find_city
from openpas.web.desk.people.countries import country_names
from openpas.web.desk.people.forms import Typed

FIELDS: Final = (
    *("insz", "insz_checked", "first_name", "name", "date_of_birth", "gender", "nationality"),
    *("street", "postal_code", "city", "country", "parental_consent"),
)
GENDERS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("FEMALE", gettext_lazy("Vrouw")),
    ("MALE", gettext_lazy("Man")),
    ("X", gettext_lazy("X")),
    ("", gettext_lazy("Niet ingevuld")),
)
_ABOUT: Final[dict[type[Refusal], str]] = {
    InvalidInszNumber: "insz",
    InszAlreadyUsed: "insz",
    refusals.InszFixed: "insz",
    refusals.BirthDateInFuture: "date_of_birth",
    refusals.OptInsOfChild: "date_of_birth",
    refusals.ParentalConsentMissing: "parental_consent",
    refusals.InvalidCity: "city",
}


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def edit_person(request: HttpRequest, file: File) -> HttpResponseBase:
    """The form as it is known, or what was filled in."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE)
    if request.method != "POST":
        return _page(request, file, _known(file.shown.person))
    typed = Typed.in_form(request, FIELDS)
    details = _details(typed, file)
    if details is None or not changed(request, file, typed, details, _ABOUT):
        return _page(request, file, typed)
    messages.success(request, _("De gegevens zijn bewaard."))
    return redirect(file.url)


def _known(person: Passholder) -> Typed:
    values = dict.fromkeys(FIELDS, "")
    for name in ("first_name", "name", "gender", "nationality", "street", "postal_code", "city", "country"):
        values[name] = getattr(person, name)
    values["date_of_birth"] = person.date_of_birth.isoformat()
    return Typed(values)


def _details(typed: Typed, file: File) -> PersonDetails | None:
    """The person as it is to be; None with a problem in `typed` for whatever is not right."""
    typed.demand("first_name", "name", "date_of_birth")
    born = typed.day("date_of_birth")
    address = _address(typed, file)
    if typed["gender"] not in dict(GENDERS):
        typed.problems["gender"] = _("Kies een van de mogelijkheden.")
    insz = "" if file.person.insz_index else without_separators(typed["insz"])
    if insz and born:
        _check_insz(typed, insz, born)
    if typed.problems or born is None:
        return None
    return replace(
        as_known(file.person),
        insz=insz,
        first_name=typed["first_name"],
        name=typed["name"],
        date_of_birth=born,
        gender=typed["gender"],
        nationality=typed["nationality"],
        address=address,
        consent=ConsentGiven(parental_consent=True if typed.is_ticked("parental_consent") else None),
    )


def _check_insz(typed: Typed, insz: str, born: date) -> None:
    """A number that says something else is right only when somebody looked at the identity card."""
    if not is_insz(insz):
        typed.refused(InvalidInszNumber(), _ABOUT, 0)
    elif not typed.is_ticked("insz_checked"):
        try:
            require_insz_fits(insz, born, typed["gender"])
        except Refusal as refusal:
            typed.refused(refusal, {refusals.FieldRefused: "insz"}, 0)


def _address(typed: Typed, file: File) -> HomeAddress:
    """Abroad where this desk may say so, or where somebody lives already."""
    country = typed["country"] or BELGIUM
    if country != BELGIUM and country in dict(_countries(file)):
        typed.demand("city")
        return HomeAddress(typed["postal_code"] or ABROAD_POSTAL_CODE, typed["city"], country=country)
    typed.demand("postal_code")
    find_city(typed)
    return HomeAddress(typed["postal_code"], typed["city"], typed["street"])


def _countries(file: File) -> list[tuple[str, str]]:
    """Belgium first; none for a desk that may not register who lives abroad, and is not asked to."""
    lives_abroad = file.person.country.upper() != BELGIUM
    if not lives_abroad and not is_in_reach(
        file.clerk.actor, Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY, file.person
    ):
        return []
    return country_names(get_language() or "nl")


def _page(request: HttpRequest, file: File, typed: Typed) -> HttpResponseBase:
    words = {
        "typed": typed,
        "genders": GENDERS,
        "countries": _countries(file),
        "places": places_of(typed["postal_code"]),
        "asks_insz": file.person.insz_index is None,
        "asks_insz_checked": bool(typed["insz_checked"]) or (bool(typed["insz"]) and "insz" in typed.problems),
    }
    return file_page(request, file, "desk/people/details.html", words, is_refused=bool(typed.problems))
