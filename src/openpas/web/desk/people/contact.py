"""How somebody is reached, and what somebody wants to hear (D-17, domain/rules.md 7.3)."""

from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.enrolment.details import PersonDetails
from openpas.enrolment.refusals import OptInsOfChild
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.persons import ShownPassholder
from openpas.passholders.service.registration import OptIns
from openpas.records.refusals import NoMobileNumber
from openpas.records.sms.numbers import mobile_number
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.people.as_known import as_known
from openpas.web.desk.people.changing import changed
from openpas.web.desk.people.days import age_of
from openpas.web.desk.people.forms import Typed

MAILS: Final = ("service_mails", "milestone_mails", "info_mails")
OPT_INS: Final = (*MAILS, "sms", "post")
FIELDS: Final = ("email", "no_email", "phone_number", *OPT_INS)
_ABOUT: Final[dict[type[Refusal], str]] = {OptInsOfChild: OPT_INS[0]}


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def edit_contact(request: HttpRequest, file: File) -> HttpResponseBase:
    """The form as it is known, or what was filled in."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_WRITE)
    if request.method != "POST":
        return _page(request, file, _known(file))
    typed = Typed.in_form(request, FIELDS)
    details = _details(typed, file)
    if details is None or not changed(request, file, typed, details, _ABOUT):
        return _page(request, file, typed)
    messages.success(request, _("De contactgegevens zijn bewaard."))
    return redirect(file.url)


def _known(file: File) -> Typed:
    """Who has no e-mail address said so before."""
    known = as_known(file.person)
    values = {"email": known.email, "no_email": "" if known.email else "yes", "phone_number": known.phone_number}
    return Typed(values | {name: "yes" if getattr(known.opt_ins, name) else "" for name in OPT_INS})


def _details(typed: Typed, file: File) -> PersonDetails | None:
    """The person with other contact details; None with a problem in `typed` for whatever is not right."""
    _check_email(typed)
    if typed.is_ticked("sms"):
        _check_mobile(typed)
    if not typed["email"]:
        for name in MAILS:
            if typed.is_ticked(name):
                typed.problems.setdefault("email", _("Voor berichten per e-mail is een e-mailadres nodig."))
    if typed.problems:
        return None
    chosen = OptIns(**{name: typed.is_ticked(name) for name in OPT_INS})
    return replace(as_known(file.person), email=typed["email"], phone_number=typed["phone_number"], opt_ins=chosen)


def _check_email(typed: Typed) -> None:
    """An address, or the word that there is none: it is never just forgotten."""
    if typed["email"] and typed.is_ticked("no_email"):
        typed.problems["no_email"] = _("Er staat wel een e-mailadres. Maak dat leeg, of haal dit vinkje weg.")
    elif typed["email"]:
        try:
            validate_email(typed["email"])
        except ValidationError:
            typed.problems["email"] = _("Dit is geen e-mailadres. Kijk het na, bijvoorbeeld naam@voorbeeld.be.")
    elif not typed.is_ticked("no_email"):
        typed.problems["email"] = _("Vul een e-mailadres in, of vink aan dat er geen is.")


def _check_mobile(typed: Typed) -> None:
    try:
        mobile_number(typed["phone_number"])
    except NoMobileNumber:
        typed.problems["phone_number"] = _("Voor sms-berichten is een gsm-nummer nodig.")


def consent_age_of(shown: ShownPassholder) -> int:
    """Below this age nobody is written to: the highest of the regions that the person belongs to."""
    return max((one.card_system.consent_age for one in shown.memberships), default=0)


def _page(request: HttpRequest, file: File, typed: Typed) -> HttpResponseBase:
    consent_age = consent_age_of(file.shown)
    words = {
        "typed": typed,
        "is_child": age_of(file.person) < consent_age,
        "consent_age": consent_age,
        "mails": MAILS,
    }
    return file_page(request, file, "desk/people/contact.html", words, is_refused=bool(typed.problems))
