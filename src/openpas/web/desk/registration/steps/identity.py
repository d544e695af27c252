"""Who it is, by national number or identity card: whoever has a pass already is found here (BR-PH-01)."""

from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.refusals import InszRequired
from openpas.foundation.identifiers import (
    IdentifierKind,
    insz_birth_date,
    insz_gender,
    is_insz,
    recognise,
    without_separators,
)
from openpas.passholders.models import Passholder
from openpas.passholders.refusals import InszAlreadyUsed, InvalidInszNumber
from openpas.passholders.search import NOT_ERASED
from openpas.records.encryption import blind_index
from openpas.records.rate_limit import Rate, seconds_to_wait
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import File, open_file
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, is_ticked, refusals, typed

ASKED: Final = Rate("registration.insz", requests=60, seconds=600)
"""How often somebody may ask whether a number has a pass: more than a busy desk registers (contract/rules.md 8-42)."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who has a pass already. `join_url` makes a member of this region; empty while that is no page."""

    file: File
    region: str
    join_url: str


def known_by(clerk: Clerk, insz: str, region: str) -> Known | None:
    """Whoever has this national number; None when nobody, or when it is none. The look is noted by `File.who`."""
    if not is_insz(insz):
        return None
    found = Passholder.objects.filter(NOT_ERASED, insz_index=blind_index(insz)).values_list("pk", flat=True).first()
    if found is None:
        return None
    file = open_file(clerk, found)
    try:
        return Known(file, region, reverse("join_region", args=[file.token]))
    except NoReverseMatch:
        return Known(file, region, "")


def insz_in(given: str) -> str:
    """The national number that was typed or scanned from an identity card, without separators."""
    recognised = recognise(given)
    if recognised and recognised[0] is IdentifierKind.INSZ:
        return recognised[1]
    return without_separators(given)[:40]


def with_insz(answers: Answers, given: str) -> Answers:
    """The answers with this number, and with what it tells where nothing was filled in."""
    insz = insz_in(given)
    if not is_insz(insz):
        return replace(answers, insz=insz)
    born = insz_birth_date(insz)
    return replace(
        answers,
        insz=insz,
        born_on=answers.born_on or (born.isoformat() if born else ""),
        gender=answers.gender or insz_gender(insz) or "",
    )


def _read(wizard: Wizard, form: QueryDict) -> Answers:
    answers = with_insz(wizard.answers, typed(form, "insz"))
    return replace(
        answers,
        is_abroad=is_ticked(form, "is_abroad") and wizard.may_register_abroad,
        wants_status=is_ticked(form, "wants_status") and wizard.may_grant,
        country="" if is_ticked(form, "is_abroad") else answers.country,
    )


def may_ask(clerk: Clerk) -> bool:
    """Whether this clerk may ask about one more number now."""
    return seconds_to_wait(ASKED, f"user:{clerk.user.pk}") == 0


def _problems(wizard: Wizard) -> Problems:
    found = refusals(wizard, lambda: _check(wizard))
    if wizard.answers.is_abroad and wizard.answers.is_social:
        found["is_abroad"] = _("Het kansentarief is voor wie in de regio woont.")
    return found


def _check(wizard: Wizard) -> None:
    insz = wizard.answers.insz
    if insz and not is_insz(insz):
        raise InvalidInszNumber
    if insz and Passholder.objects.filter(NOT_ERASED, insz_index=blind_index(insz)).exists():
        raise InszAlreadyUsed
    if not insz and not wizard.answers.is_abroad and not wizard.may_leave_insz_empty:
        raise InszRequired


def _words(wizard: Wizard) -> dict[str, object]:
    return {"known": known_by(wizard.clerk, wizard.answers.insz, wizard.desk.card_system.name)}


STEP: Final = Step("identity", 1, _("Wie is het?"), _read, _problems, _words)
