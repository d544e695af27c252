"""What somebody gets after paying: what was done and what it cost, on paper or by mail. No status is on it.

The receipt lives in its address, signed: it names rows and an amount, nobody, and nothing is kept.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods

from openpas.card_systems.models import CardSystem
from openpas.foundation.calendar import BRUSSELS
from openpas.foundation.identifiers import spaced, whole_milliseconds
from openpas.passholders.languages import languages_of
from openpas.passholders.models import Card
from openpas.records.mail import mail_after_commit
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.files import File, file_of
from openpas.web.desk.people.forms import Typed
from openpas.web.templatetags.openpas_web import euro

NEW_PASS: Final = "pass"  # noqa: S105  what was paid for, not a password
JOINED: Final = "joined"
WORDS: Final[dict[str, str | Promise]] = {
    NEW_PASS: gettext_lazy("Nieuwe UiTPAS"),
    JOINED: gettext_lazy("Lidmaatschap van een UiTPAS-regio"),
}
MAIL: Final = "desk/memberships/mail/receipt"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, in which region, for how much (None where no price is set), and with which pass it goes on."""

    what: str
    card_system_id: int
    price_cents: int | None
    card_id: int | None
    done_at: datetime

    @property
    def words(self) -> str:
        return str(WORDS[self.what])

    @property
    def region(self) -> str:
        return CardSystem.objects.get(pk=self.card_system_id).name

    @property
    def number(self) -> str:
        """The number of the pass, in groups; empty without one."""
        card = Card.objects.filter(pk=self.card_id).first() if self.card_id else None
        return spaced(card.uitpas_number) if card else ""


def receipt_url(file: File, what: str, card_system_id: int, price_cents: int | None, card: Card | None) -> str:
    """Where the receipt of something that was just done is shown."""
    at_ms = int(whole_milliseconds(clock.now()).timestamp() * 1000)
    told = _signer(file.clerk).sign_object([what, card_system_id, price_cents, card.pk if card else None, at_ms])
    return reverse("membership_receipt", args=[file.token, told])


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def receipt(request: HttpRequest, clerk: Clerk, token: str, receipt: str) -> HttpResponseBase:
    """The receipt, to be printed; or mailed to the address that is asked for."""
    file, shown = file_of(clerk, token), _read(clerk, receipt)
    typed = Typed.in_form(request, ("email",))
    known = file.shown.person.email if file.is_whole else ""
    if request.method == "POST":
        to = known if request.POST.get("to") == "known" else typed["email"]
        if _is_address(to):
            _mail(file, shown, to)
            messages.success(request, _("Het bewijs is gemaild."))
            return redirect(request.path)
        typed.problems["email"] = _("Dit is geen e-mailadres. Kijk het na.")
    words = {"clerk": clerk, "file": file, "receipt": shown, "typed": typed, "has_email": bool(known)}
    return render(request, "desk/memberships/receipt.html", words, status=422 if typed.problems else 200)


def _mail(file: File, shown: Receipt, to: str) -> None:
    person = file.person
    languages = languages_of(person.municipality_nis, person.country)
    with override(languages[0]):
        details = {
            "what": shown.words,
            "region": shown.region,
            "number": shown.number,
            "price": "" if shown.price_cents is None else euro(shown.price_cents),
            "desk": file.clerk.desk.name,
            "done_on": f"{shown.done_at.astimezone(BRUSSELS):%d/%m/%Y}",
        }
    with transaction.atomic():
        mail_after_commit(to, MAIL, languages, details)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _read(clerk: Clerk, receipt: str) -> Receipt:
    try:
        what, card_system_id, price_cents, card_id, at_ms = _signer(clerk).unsign_object(receipt)
    except signing.BadSignature as problem:
        raise Http404 from problem
    return Receipt(what, card_system_id, price_cents, card_id, datetime.fromtimestamp(at_ms / 1000, UTC))


def _signer(clerk: Clerk) -> signing.Signer:
    return signing.Signer(salt=f"{__name__}:{clerk.user.pk}:{clerk.desk.pk}")
