"""How to reach the person. An e-mail address is worth having, and nobody needs one (BR-PH-10)."""

from dataclasses import replace
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openpas.enrolment.drafts.answers import Answers
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, is_ticked, typed

LONGEST_PHONE: Final = 50


def _read(wizard: Wizard, form: QueryDict) -> Answers:
    email = typed(form, "email")
    return replace(
        wizard.answers,
        email=email,
        has_no_email=is_ticked(form, "has_no_email") and not email,
        phone_number=typed(form, "phone_number")[:LONGEST_PHONE],
        terms_by_mail=wizard.answers.terms_by_mail and bool(email),
        wants_mails=wizard.answers.wants_mails and bool(email),
    )


def _problems(wizard: Wizard) -> Problems:
    if not wizard.answers.email:
        question = _("Zonder e-mailadres? Vraag het even na en duid het dan aan.")
        return {} if wizard.answers.has_no_email else {"has_no_email": question}
    try:
        validate_email(wizard.answers.email)
    except ValidationError:
        return {"email": _("Dit is geen e-mailadres. Kijk het na, bijvoorbeeld naam@voorbeeld.be.")}
    return {}


STEP: Final = Step("contact", 3, _("Contact"), _read, _problems)
