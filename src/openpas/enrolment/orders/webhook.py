"""Where the payment provider tells that a payment changed. Nothing in the request is believed but which one."""

import re
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from openpas.enrolment.models import Order
from openpas.enrolment.orders.payments import ProviderSilent
from openpas.enrolment.orders.refusals import PaymentUnavailable
from openpas.enrolment.orders.settling import settle
from openpas.foundation.text import Text

_PAYMENT_ID: Final = re.compile(r"\w{1,64}", re.ASCII)
_THANKS: Final = Text(
    nl="Bedankt. We verwerken je betaling. Je mag dit venster sluiten.",
    fr="Merci. Nous traitons votre paiement. Vous pouvez fermer cette fenêtre.",
    en="Thank you. We are processing your payment. You may close this window.",
    de="Danke. Wir bearbeiten Ihre Zahlung. Sie können dieses Fenster schließen.",
)


@csrf_exempt
@require_POST
def payment_changed(request: HttpRequest) -> HttpResponse:
    """Ask the provider how that payment stands. 503 when it does not answer: it will tell us again.

    A payment that is not ours gets the same 200 as one that is, and nobody is asked about it.
    """
    payment_id = request.POST.get("id", "")
    order = Order.objects.filter(payment_id=payment_id).first() if _PAYMENT_ID.fullmatch(payment_id) else None
    try:
        if order is not None:
            settle(order.pk)
    except (ProviderSilent, PaymentUnavailable):
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    return HttpResponse(status=HTTPStatus.OK)


@require_GET
def after_payment(request: HttpRequest) -> HttpResponse:
    """For people whose client named no page of its own."""
    words = _THANKS.in_language(get_language_from_request(request))
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
