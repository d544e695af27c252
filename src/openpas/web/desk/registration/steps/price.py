"""What it costs, and everything once more before it is done."""

from dataclasses import replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.drafts.pricing import price_of
from openpas.enrolment.refusals import InvalidVoucherCode
from openpas.enrolment.rules.prices import PriceLine
from openpas.foundation.identifiers import insz_birth_date, is_insz
from openpas.foundation.refusal import Refusal
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, refusals, typed


def _read(wizard: Wizard, form: QueryDict) -> Answers:
    return replace(wizard.answers, voucher=typed(form, "voucher").upper())


def _problems(wizard: Wizard) -> Problems:
    return refusals(wizard, lambda: price_of(wizard.answers))


def _words(wizard: Wizard) -> dict[str, object]:
    line = _price(wizard.answers)
    return {
        "line": line,
        "shown_cents": "" if line is None else line.price_cents,
        "is_born_otherwise": _is_born_otherwise(wizard.answers),
    }


def _price(answers: Answers) -> PriceLine | None:
    """Without the voucher where that is not good."""
    try:
        return price_of(answers)
    except InvalidVoucherCode:
        return price_of(replace(answers, voucher=""))
    except Refusal:
        return None


def _is_born_otherwise(answers: Answers) -> bool:
    """The national number holds another birth date: worth a look, and no reason to refuse (contract/rules.md 8-16)."""
    inside = insz_birth_date(answers.insz) if answers.insz and is_insz(answers.insz) else None
    return inside is not None and inside != answers.birth_date


STEP: Final = Step("price", 6, _("Prijs"), _read, _problems, _words)
