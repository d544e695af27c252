"""Where a registration begins: with a card, with somebody's national number, or with one that was not finished."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpas.enrolment.drafts import keeping
from openpas.enrolment.drafts.answers import Answers
from openpas.foundation.identifiers import IdentifierKind, is_insz, recognise
from openpas.passholders.models import Card
from openpas.web.desk.brought import NOTHING, brought, leave_behind
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.registration.steps import card, identity, next_step
from openpas.web.desk.registration.wizard import Problems, Wizard, regions_of, wizard_of

_DIGITAL, _PERSON_FIRST = "digital", "person"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def register(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The box for a card or a national number; whoever came from the counter with one goes on with it at once."""
    regions = regions_of(clerk)
    if request.method == "POST":
        return _begin(request, clerk)
    if (taken := brought(request)) != NOTHING:
        leave_behind(request)
        answers = Answers(card_system_id=regions[0].pk)
        if taken.insz:
            answers = replace(identity.with_insz(answers, taken.insz), done=("identity",))
        if taken.uitpas_number:
            answers = replace(card.with_card(answers, taken.uitpas_number, regions), done=(*answers.done, "card"))
        return _go_on(clerk, answers)
    return _page(request, clerk)


@require_safe
@at_desk
def go_on(request: HttpRequest, clerk: Clerk, draft_id: UUID) -> HttpResponseBase:  # noqa: ARG001  Django's
    """To the first step that is not filled in yet."""
    wizard = wizard_of(clerk, draft_id)
    return redirect("register" if wizard is None else wizard.url(next_step(wizard).name))


@require_POST
@at_desk
def throw_away(request: HttpRequest, clerk: Clerk, draft_id: UUID) -> HttpResponseBase:
    """Do not go on with a registration: everything of it is deleted."""
    wizard = wizard_of(clerk, draft_id)
    if wizard is not None:
        keeping.throw_away(wizard.draft)
        messages.success(request, _("De inschrijving is gewist."))
    return redirect("register")


def begin(clerk: Clerk, answers: Answers) -> Wizard:
    """A new registration that knows this much."""
    return Wizard(clerk, keeping.begin(clerk.user.pk, clerk.desk.pk, answers), answers)


def _begin(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    regions, given, wanted = regions_of(clerk), request.POST.get("identifier", "").strip(), request.POST.get("do")
    answers = Answers(card_system_id=regions[0].pk)
    if wanted == _DIGITAL:
        done = () if len(regions) > 1 else ("card",)
        return _go_on(clerk, replace(answers, card_kind=Card.Kind.DIGITAL.value, done=done))
    if wanted == _PERSON_FIRST:
        wizard = begin(clerk, answers)
        return redirect(wizard.url("identity"))
    recognised = recognise(given)
    if recognised is None:
        return _page(request, clerk, {"identifier": _("Scan of typ het nummer van een kaart, of kies hieronder.")})
    if recognised[0] is IdentifierKind.INSZ:
        return _begin_with_person(request, clerk, identity.with_insz(answers, given))
    return _begin_with_card(request, clerk, card.with_card(answers, given, regions))


def _begin_with_person(request: HttpRequest, clerk: Clerk, answers: Answers) -> HttpResponseBase:
    if not identity.may_ask(clerk):
        return _page(request, clerk, {"identifier": _("Dat waren veel nummers na elkaar. Wacht even.")})
    if known := identity.known_by(clerk, answers.insz, regions_of(clerk)[0].name):
        return render(request, "desk/registration/known.html", {"clerk": clerk, "known": known})
    if not is_insz(answers.insz):
        return _page(request, clerk, {"identifier": _("Dit nummer klopt niet. Kijk de cijfers na.")})
    return _go_on(clerk, replace(answers, done=("identity",)))


def _begin_with_card(request: HttpRequest, clerk: Clerk, answers: Answers) -> HttpResponseBase:
    """A card that cannot be given begins nothing; its number comes back to be corrected."""
    tried = Wizard(clerk, keeping.NOT_KEPT, answers)
    problems = card.STEP.problems(tried)
    if problems:
        return _page(request, clerk, {"identifier": next(iter(problems.values()))}, answers.uitpas_number)
    return _go_on(clerk, replace(answers, done=("card",)))


def _go_on(clerk: Clerk, answers: Answers) -> HttpResponseBase:
    wizard = begin(clerk, answers)
    return redirect(wizard.url(next_step(wizard).name))


def _page(request: HttpRequest, clerk: Clerk, problems: Problems | None = None, number: str = "") -> HttpResponseBase:
    every = keeping.unfinished(clerk.user.pk, clerk.desk.pk)
    unfinished = [(draft, answers) for draft, answers in every if answers.first_name or answers.insz]
    words = {
        "clerk": clerk,
        "problem": (problems or {}).get("identifier", ""),
        "typed": number,
        "unfinished": [Wizard(clerk, draft, answers) for draft, answers in unfinished],
    }
    return render(request, "desk/registration/start.html", words, status=422 if problems else 200)
