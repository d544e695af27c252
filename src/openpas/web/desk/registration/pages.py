"""One step of a registration: shown, and filled in. What was typed is in the draft before anything is said about it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.enrolment.drafts import keeping
from openpas.enrolment.drafts.answers import Answers
from openpas.web.desk.registration.steps import identity, next_step, step_before, step_of, steps_of
from openpas.web.desk.registration.wizard import Problems, Step, Wizard, with_wizard


@require_http_methods(["GET", "HEAD", "POST"])
@with_wizard
def step(request: HttpRequest, wizard: Wizard, name: str) -> HttpResponseBase:
    """The page of this step, or what was filled in on it."""
    if wizard.is_finished:
        return redirect(wizard.done_url)
    here = step_of(wizard, name)
    if here is None:
        raise Http404
    if request.method != "POST":
        was_done = here.name in wizard.answers.done
        return page(request, wizard, here, here.problems(wizard) if was_done else {})
    return _fill_in(request, wizard, here)


def page(request: HttpRequest, wizard: Wizard, here: Step, problems: Problems) -> HttpResponseBase:
    """The page of a step; 422 where it was refused."""
    before, steps = step_before(wizard, here), steps_of(wizard)
    of = max(one.number for one in steps[:-1]) + 1
    words = {
        "clerk": wizard.clerk,
        "wizard": wizard,
        "answers": wizard.answers,
        "step": here,
        "now": min(here.number, of),
        "of": of,
        "back": wizard.url(before.name) if before else "",
        "problems": problems,
        "summary": list(problems.items()),
        **here.words(wizard),
    }
    status = 422 if problems and request.method == "POST" else 200
    return render(request, f"desk/registration/{here.name}.html", words, status=status)


def _fill_in(request: HttpRequest, wizard: Wizard, here: Step) -> HttpResponseBase:
    if here is identity.STEP and not identity.may_ask(wizard.clerk):
        return page(request, wizard, here, {"insz": _("Dat waren veel nummers na elkaar. Wacht even.")})

    def filled_in(answers: Answers) -> Answers:
        done = tuple(one for one in answers.done if one != here.name)
        return replace(here.read(replace(wizard, answers=answers), request.POST), done=done)

    after = replace(wizard, answers=keeping.keep(wizard.draft, filled_in))
    if problems := here.problems(after):
        return page(request, after, here, problems)
    kept = keeping.keep(wizard.draft, lambda answers: replace(answers, done=(*answers.done, here.name)))
    after = replace(after, answers=kept)
    return redirect(after.url(next_step(after).name))
