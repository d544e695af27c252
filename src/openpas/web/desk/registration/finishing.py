"""The last press of a registration, and what is told and given afterwards."""

from functools import partial

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openpas.enrolment.drafts.carrying_out import register_draft
from openpas.enrolment.drafts.receipts import mail_receipt, receipt_of
from openpas.enrolment.refusals import DetailsIncomplete, PriceChanged
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Passholder
from openpas.web.desk.files import open_file
from openpas.web.desk.once_per_form import do_and_tell
from openpas.web.desk.registration.household import next_of_household
from openpas.web.desk.registration.pages import page
from openpas.web.desk.registration.refused import place_of, told
from openpas.web.desk.registration.steps import next_step, step_of, steps_of
from openpas.web.desk.registration.wizard import Step, Wizard, with_wizard


@require_POST
@with_wizard
def finish(request: HttpRequest, wizard: Wizard) -> HttpResponseBase:
    """Register, once, whatever is clicked twice; a refusal is shown on the step that it is about."""
    if wizard.is_finished:
        return redirect(wizard.done_url)
    if (missing := next_step(wizard)).name != "price":
        return _undone(request, wizard, missing)
    shown = request.POST.get("shown_cents", "")
    try:
        register_draft(wizard.clerk.actor, wizard.draft, int(shown) if shown.isdecimal() else None)
    except Refusal as refusal:
        return _refused(request, wizard, refusal, place_of(refusal).step)
    return redirect(wizard.done_url)


@require_safe
@with_wizard
def done(request: HttpRequest, wizard: Wizard) -> HttpResponseBase:
    """Welcome: what the person gets, the receipt, and who is next."""
    person = _registered(wizard)
    words = {
        "clerk": wizard.clerk,
        "wizard": wizard,
        "person": person,
        "receipt": receipt_of(person, wizard.draft.price_cents),
        "file": open_file(wizard.clerk, person.pk),
    }
    return render(request, "desk/registration/done.html", words)


@require_POST
@with_wizard
def receipt(request: HttpRequest, wizard: Wizard) -> HttpResponseBase:
    """Mail the receipt to the address that was given, because the person asked for it."""
    person = _registered(wizard)
    if not person.email:
        raise Http404
    work = partial(mail_receipt, wizard.clerk.actor, receipt_of(person, wizard.draft.price_cents), person)
    do_and_tell(request, wizard.clerk, work, _("Het ontvangstbewijs is gemaild."))
    return redirect(wizard.done_url)


@require_POST
@with_wizard
def household(request: HttpRequest, wizard: Wizard) -> HttpResponseBase:  # noqa: ARG001  Django's
    """Somebody else of the same household: the address and contact are kept, the person is another."""
    with transaction.atomic():
        following = next_of_household(wizard, _registered(wizard))
    return redirect(following.url("card"))


def _registered(wizard: Wizard) -> Passholder:
    """Who came of it. Raises Http404 while it is not finished, and when the person left the programme."""
    if not wizard.is_finished or wizard.draft.registered is None:
        raise Http404
    return wizard.draft.registered


def _undone(request: HttpRequest, wizard: Wizard, step: Step) -> HttpResponseBase:
    """On a step that was never filled in, or that is no longer right: another desk gave the card away meanwhile."""
    if step.name in wizard.answers.done:
        return page(request, wizard, step, step.problems(wizard))
    return _refused(request, wizard, DetailsIncomplete(), step.name)


def _refused(request: HttpRequest, wizard: Wizard, refusal: Refusal, name: str) -> HttpResponseBase:
    """On the step whose field it is about, with everything that was filled in."""
    field = "" if isinstance(refusal, DetailsIncomplete | PriceChanged) else place_of(refusal).field
    words = told(refusal, wizard.clerk.desk.pk)
    here = step_of(wizard, name) or steps_of(wizard)[-1]
    return page(request, wizard, here, {field: words})
