"""The request as endpoints see it."""

from django.http import HttpRequest

from openpas.foundation.actor import Actor


class ApiRequest(HttpRequest):
    """A request whose caller is known."""

    actor: Actor
