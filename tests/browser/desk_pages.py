"""The pages of the desk that every test of all pages visits. A new page is one line more."""

from collections.abc import Callable
from typing import Final

from django.urls import reverse
from playwright.sync_api import Page, expect

from openpas.demo.cast import Cast
from openpas.identity.actors import actor_of_user
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import open_file
from tests.browser.counter import scan

Open = Callable[[Page, Cast], object]
"""Brings a browser in which Dirk works at the theatre to a page."""


def at(name: str) -> Open:
    """A page whose address is its name alone."""
    return lambda page, _cast: page.goto(reverse(name))


def of_amina(name: str) -> Open:
    """A page of Amina's file."""
    return lambda page, cast: page.goto(reverse(name, args=[token_of_amina(cast)]))


def token_of_amina(cast: Cast) -> str:
    """What stands in the addresses of her file for Dirk."""
    clerk = Clerk(cast.dirk, cast.theatre, actor_of_user(cast.dirk.pk, cast.theatre.pk), "")
    return open_file(clerk, cast.amina.pk).token


def a_pass(page: Page, cast: Cast) -> None:
    """Amina's pass at the counter."""
    page.goto(reverse("counter"))
    scan(page, cast.amina_number)
    expect(page.get_by_role("heading", name="Amina").first).to_be_visible()


PAGES: Final[dict[str, dict[str, Open]]] = {
    "counter": {
        "desks": at("desks"),
        "ask_access": at("ask_access"),
        "activities": at("activities"),
        "missing_activity": at("missing_activity"),
        "counter": at("counter"),
        "pass": a_pass,
        "customer_view": at("customer_view"),
        "readers": at("readers"),
    },
    "people": {
        "people": at("people"),
        "people_list": at("people_list"),
        "register": at("register"),
        "person": of_amina("person"),
        "person_history": of_amina("person_history"),
        "edit_person": of_amina("edit_person"),
        "edit_contact": of_amina("edit_contact"),
        "associations": of_amina("associations"),
        "person_remarks": of_amina("person_remarks"),
        "person_looks": of_amina("person_looks"),
        "person_picture": of_amina("person_picture"),
    },
    "memberships": {
        "social_status": of_amina("social_status"),
        "block_card": of_amina("block_card"),
        "replace_card": of_amina("replace_card"),
        "move": of_amina("move"),
        "person_card": of_amina("person_card"),
    },
    "management": {
        "desk_events": at("desk_events"),
        "desk_rewards": at("desk_rewards"),
        "card_stock": at("card_stock"),
        "kiosks": at("kiosks"),
        "reports": at("reports"),
        "members": at("members"),
        "statistics": at("statistics"),
        "news": at("news"),
        "help": at("help"),
        "feedback": at("feedback"),
    },
}
