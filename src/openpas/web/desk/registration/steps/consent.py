"""The terms that are handed over, and what the person wants to hear (7.3, 7.4)."""

from dataclasses import replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.rules.consent import (
    require_consent_of_parent,
    require_legal_terms,
    require_no_messages_to_child,
)
from openpas.foundation.calendar import brussels_day
from openpas.passholders.service.registration import NO_OPT_INS
from openpas.records.refusals import NoMobileNumber
from openpas.records.sms.numbers import mobile_number
from openpas.runtime import clock
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, is_ticked, refusals


def _read(wizard: Wizard, form: QueryDict) -> Answers:
    is_child = wizard.is_child
    return replace(
        wizard.answers,
        terms_on_paper=is_ticked(form, "terms_on_paper"),
        terms_by_mail=is_ticked(form, "terms_by_mail"),
        parental_consent=is_ticked(form, "parental_consent") and is_child,
        wants_mails=is_ticked(form, "wants_mails") and not is_child,
        wants_sms=is_ticked(form, "wants_sms") and not is_child,
        wants_post=is_ticked(form, "wants_post") and not is_child,
    )


def _problems(wizard: Wizard) -> Problems:
    answers, born = wizard.answers, wizard.answers.birth_date
    found = refusals(
        wizard,
        lambda: require_legal_terms(on_paper=answers.terms_on_paper, digitally=answers.terms_by_mail),
    )
    if born is not None:
        of_age = (born, brussels_day(clock.now()), wizard.desk.card_system.consent_age)
        found |= refusals(
            wizard,
            lambda: require_consent_of_parent(*of_age, has_consent=answers.parental_consent),
            lambda: require_no_messages_to_child(*of_age, wants_any=answers.opt_ins != NO_OPT_INS),
        )
    needs_email = _("Daarvoor is een e-mailadres nodig.")
    found |= {name: needs_email for name in ("terms_by_mail", "wants_mails") if _is_without_email(answers, name)}
    if answers.wants_sms and not has_mobile(answers):
        found["wants_sms"] = _("Daarvoor is een gsm-nummer nodig.")
    return found


def _is_without_email(answers: Answers, name: str) -> bool:
    return bool(getattr(answers, name)) and not answers.email


def has_mobile(answers: Answers) -> bool:
    """Whether a text message can reach the person."""
    try:
        return bool(mobile_number(answers.phone_number))
    except NoMobileNumber:
        return False


def _words(wizard: Wizard) -> dict[str, object]:
    return {
        "is_child": wizard.is_child,
        "has_mobile": has_mobile(wizard.answers),
        "age": wizard.desk.card_system.consent_age,
    }


STEP: Final = Step("consent", 4, _("Afspraken"), _read, _problems, _words)
