"""Somebody who works at a desk with an activity chosen, signed in: `python -m bench.desk_clerk EVENT SCANS`.

Tells as JSON the cookies of the browser and the numbers of the passes to scan.
"""

import json
import os
import sys
from importlib import import_module
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpas.runtime.settings")
django.setup()

from django.conf import settings  # noqa: E402  Django must be set up first
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.http import HttpRequest  # noqa: E402

from openpas.demo.accounts import DESK_RIGHTS, worker  # noqa: E402
from openpas.events.models import Event  # noqa: E402
from openpas.identity.models import DeskGroup, Factor, OrganizerAdmin, User  # noqa: E402
from openpas.identity.sign_in.browsers import KNOWN_COOKIE  # noqa: E402
from openpas.identity.sign_in.present import NEW_BROWSER, complete  # noqa: E402
from openpas.organizers.models import Organizer  # noqa: E402
from openpas.passholders.models import Card  # noqa: E402
from openpas.runtime import clock  # noqa: E402
from openpas.web.desk.clerk import DESK, EVENT  # noqa: E402

TWO_PROOFS: Final = ("pwd", "otp")


def clerk_at(desk: Organizer) -> User:
    """A volunteer at this desk, which may do what a check-in desk may."""
    group = DeskGroup.objects.create(card_system_id=1, name="Balies", permissions=sorted(DESK_RIGHTS))
    group.desks.add(desk)
    user = worker("Dirk", "dirk@example.org", desk, OrganizerAdmin.Type.MEMBER)
    now = clock.now()
    Factor.objects.create(user=user, kind=Factor.Kind.EMAIL, created_at=now, confirmed_at=now, last_used_at=now)
    return user


def cookies_of(user: User, event: Event) -> dict[str, str]:
    """A browser in which this person is signed in, and chose the desk and the activity."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = AnonymousUser()
    complete(request, user, TWO_PROOFS)
    browser = request.session.pop(NEW_BROWSER)
    request.session[DESK] = event.organizer_id
    request.session[EVENT] = event.public_id
    request.session.save()
    return {settings.SESSION_COOKIE_NAME: request.session.session_key or "", KNOWN_COOKIE: browser}


def main(event_id: str, scans: int) -> dict[str, object]:
    event = Event.objects.select_related("organizer").get(public_id=event_id)
    # Spread over the whole region: neighbours in the table would be in memory already.
    held = Card.objects.filter(membership__isnull=False).order_by("pk")
    step = held.count() // scans
    numbers = list(held.values_list("uitpas_number", flat=True)[: scans * step : step])
    return {"cookies": cookies_of(clerk_at(event.organizer), event), "numbers": numbers}


if __name__ == "__main__":
    json.dump(main(sys.argv[1], int(sys.argv[2])), sys.stdout)
