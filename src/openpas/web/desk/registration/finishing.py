"""The last press of a registration, and what is told and given afterwards."""

from functools import partial
from uuid import UUID

from django.contrib import messages
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
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.files import open_file
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.registration.household import next_of_household
from openpas.web.desk.registration.pages import gone, page
from openpas.web.desk.registration.refused import place_of, told
from openpas.web.desk.registration.steps import next_step, step_of, steps_of
from openpas.web.desk.registration.wizard import Wizard, wizard_of
from openpas.web.desk.words import words_of


@require_POST
@at_desk
def finish(request: HttpRequest, clerk: Clerk, draft_id: UUID) -> HttpResponseBase:
    """Register, once, whatever is clicked twice; a refusal is shown on the step that it is about."""
    wizard = wizard_of(clerk, draft_id)
    if wizard is None:
        return gone(request)
    if wizard.draft.answers_encrypted is None:
        return redirect(wizard.done_url)
    if (missing := next_step(wizard)).name != "price":
        return _refused(request, wizard, DetailsIncomplete(), missing.name)
    shown = request.POST.get("shown_cents", "")
    try:
        register_draft(clerk.actor, wizard.draft, int(shown) if shown.isdecimal() else None)
    except Refusal as refusal:
        return _refused(request, wizard, refusal, place_of(refusal).step)
    return redirect(wizard.done_url)


@require_safe
@at_desk
def done(request: HttpRequest, clerk: Clerk, draft_id: UUID) -> HttpResponseBase:
    """Welcome: what the person gets, the receipt, and who is next."""
    wizard = wizard_of(clerk, draft_id)
    if wizard is None:
        return gone(request)
    person = _registered(wizard)
    words = {
        "clerk": clerk,
        "wizard": wizard,
        "person": person,
        "receipt": receipt_of(person, wizard.draft.price_cents),
        "file": open_file(clerk, person.pk),
    }
    return render(request, "desk/registration/done.html", words)


@require_POST
@at_desk
def receipt(request: HttpRequest, clerk: Clerk, draft_id: UUID) -> HttpResponseBase:
    """Mail the receipt to the address that was given, because the person asked for it."""
    wizard = wizard_of(clerk, draft_id)
    if wizard is None:
        return gone(request)
    person = _registered(wizard)
    if not person.email:
        raise Http404
    work = partial(mail_receipt, clerk.actor, receipt_of(person, wizard.draft.price_cents), person)
    if refusal := refusal_of(request, clerk, work):
        messages.warning(request, words_of(refusal, clerk.desk.pk))
    else:
        messages.success(request, _("Het ontvangstbewijs is gemaild."))
    return redirect(wizard.done_url)


@require_POST
@at_desk
def household(request: HttpRequest, clerk: Clerk, draft_id: UUID) -> HttpResponseBase:
    """Somebody else of the same household: the address and contact are kept, the person is another."""
    wizard = wizard_of(clerk, draft_id)
    if wizard is None:
        return gone(request)
    with transaction.atomic():
        following = next_of_household(wizard, _registered(wizard))
    return redirect(following.url("card"))


def _registered(wizard: Wizard) -> Passholder:
    """Who came of it. Raises Http404 while it is not finished, and when the person left the programme."""
    if wizard.draft.answers_encrypted is not None or wizard.draft.registered is None:
        raise Http404
    return wizard.draft.registered


def _refused(request: HttpRequest, wizard: Wizard, refusal: Refusal, name: str) -> HttpResponseBase:
    """On the step whose field it is about, with everything that was filled in."""
    field = "" if isinstance(refusal, DetailsIncomplete | PriceChanged) else place_of(refusal).field
    words = told(refusal, wizard.clerk.desk.pk)
    here = step_of(wizard, name) or steps_of(wizard)[-1]
    return page(request, wizard, here, {field: words})
