"""Leaving a family from the mail: a page that can be read by everybody, with one button."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.passholders.families import is_family
from openpas.passholders.families.service import add_family_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_button(cast: Cast, page: Page, axe: Callable[[Page], None]) -> None:
    add_family_member(Actor("system", ActorKind.SYSTEM), cast.bart, cast.amina)
    found = re.search(r"/family/undo/\S+", str(mail.outbox[0].body))
    assert found
    page.goto(found[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Wil je het gezin van Bart D'Hondt verlaten?")
    axe(page)
    page.get_by_role("button", name="Verlaat het gezin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je zit niet meer in het gezin van Bart D'Hondt.")
    axe(page)
    assert not is_family(cast.bart.pk, cast.amina.pk)
