"""The one path of its own: where people come back from the identity provider."""

from django.urls import path

from openpas.entitlement.callback import callback
from openpas.entitlement.service.sign_in import CALLBACK_PATH

urlpatterns = [path(CALLBACK_PATH, callback, name="government-callback")]
