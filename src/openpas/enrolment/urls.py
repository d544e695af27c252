"""The paths of its own: what the payment provider calls, and where people come back without a page of their client."""

from django.urls import path

from openpas.enrolment.orders.addresses import RETURN_PATH, WEBHOOK_PATH
from openpas.enrolment.orders.webhook import after_payment, payment_changed

urlpatterns = [
    path(WEBHOOK_PATH, payment_changed, name="payment-webhook"),
    path(RETURN_PATH, after_payment, name="payment-return"),
]
