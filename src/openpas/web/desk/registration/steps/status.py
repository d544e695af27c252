"""Until when somebody has the social tariff, which proof was seen, and what a colleague must know (4.3, D-23).

Only where the social tariff was asked for.
"""

from dataclasses import replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from openpas.enrolment.desks import municipalities_of, residence_of
from openpas.enrolment.drafts.answers import Answers, day
from openpas.enrolment.rules.residence import require_inside
from openpas.entitlement.models import Attest
from openpas.entitlement.rules import require_attest
from openpas.foundation.calendar import brussels_day, last_of_april_next_year, last_social_tariff_day
from openpas.passholders.rules import require_social_tariff_end
from openpas.runtime import clock
from openpas.web.desk.people.remarks import LONGEST, TOO_LONG
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, refusals, typed


def _read(wizard: Wizard, form: QueryDict) -> Answers:
    return replace(
        wizard.answers,
        social_ends_on=typed(form, "social_ends_on"),
        attest_kind=typed(form, "attest_kind"),
        attest_note=typed(form, "attest_note"),
        attest_seen_on=typed(form, "attest_seen_on"),
        remarks=form.get("remarks", "").strip() if wizard.may_remark else "",
    )


def _problems(wizard: Wizard) -> Problems:
    answers = wizard.answers
    ends_on, seen_on = day(answers.social_ends_on), day(answers.attest_seen_on)
    found: Problems = refusals(wizard, lambda: _check_place(wizard))
    if ends_on is None:
        found["social_ends_on"] = _("Kies een dag.")
    else:
        found |= refusals(wizard, lambda: require_social_tariff_end(ends_on, brussels_day(clock.now())))
    if answers.attest_kind not in Attest.Kind.values:
        found["attest_kind"] = _("Kies welk bewijs je zag.")
    if seen_on is None:
        found["attest_seen_on"] = _("Kies een dag.")
    else:
        is_described = answers.attest_kind != Attest.Kind.OTHER or bool(answers.attest_note)
        today = brussels_day(clock.now())
        found |= refusals(wizard, lambda: require_attest(seen_on=seen_on, today=today, is_described=is_described))
    if len(answers.remarks) > LONGEST:
        found["remarks"] = TOO_LONG
    return found


def _check_place(wizard: Wizard) -> None:
    """The right to grant it reaches who lives there, and the region is the person's own (BR-PH-08)."""
    residence = residence_of(wizard.answers.address)
    require_inside(residence, municipalities_of(wizard.desk.card_system.pk))
    wizard.desk.require_right_to_grant(wizard.clerk.actor, residence)


def _words(_: Wizard) -> dict[str, object]:
    today = brussels_day(clock.now())
    return {
        "usual_end": last_of_april_next_year(today).isoformat(),
        "last_end": last_social_tariff_day(today).isoformat(),
        "today": today.isoformat(),
        "kinds": ATTESTS,
    }


ATTESTS: Final = (
    (Attest.Kind.INCREASED_REIMBURSEMENT, _("Verhoogde tegemoetkoming (ziekenfonds)")),
    (Attest.Kind.LIVING_WAGE, _("Leefloon (OCMW)")),
    (Attest.Kind.DEBT_HELP, _("Budgetbeheer of schuldhulp")),
    (Attest.Kind.INCOME_GUARANTEE, _("Inkomensgarantie voor ouderen")),
    (Attest.Kind.DISABILITY_ALLOWANCE, _("Tegemoetkoming voor personen met een handicap")),
    (Attest.Kind.SOCIAL_HOUSE, _("Verklaring van het sociaal huis of OCMW")),
    (Attest.Kind.OTHER, _("Een ander bewijs")),
)
STEP: Final = Step("status", 5, _("Kansentarief"), _read, _problems, _words)
