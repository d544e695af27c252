"""What stands around the pages of a desk: the desk, its region's name and colour, the menu with where one is."""

import re

from django.test import Client
from django.urls import NoReverseMatch

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.identity.roles import FOR_DESKS
from openpas.web.desk.menu import ITEMS, Item
from tests.desk_rights import let_desk, let_desk_only
from tests.web.conftest import at, words


def html(client: Client, address: str = "/desk/") -> str:
    return client.get(address).content.decode()


def marked(page: str) -> list[tuple[str, str]]:
    """What the menu marks as where one is, with how."""
    menu = page[page.index('class="desk-menu"') : page.index("</nav>", page.index('class="desk-menu"'))]
    found = re.findall(r'<(?:a href="([^"]*)"|summary)\s+aria-current="(\w+)"', menu)
    return [(address or "Meer", how) for address, how in found]


def test_a_desk_carries_the_colour_of_its_only_region(cast: Cast, dirk: Client) -> None:
    assert "accent-" not in html(dirk)

    CardSystem.objects.filter(pk=cast.gent.pk).update(primary_color="#e6007e")

    page = html(dirk)
    assert '<link rel="stylesheet" href="/accents/e6007e.css">' in page
    assert 'class="desk-head has-desk accent-e6007e"' in page


def test_the_region_is_named_beside_the_desk_and_in_the_menu(cast: Cast, dirk: Client) -> None:
    page = html(dirk)

    assert words(dirk.get("/desk/")).count("Regio: UiTPAS Regio Gent") == 2
    assert page.index("desk-bar-region") < page.index('class="desk-menu"') < page.index("desk-menu-region")


def test_a_desk_of_two_regions_names_neither(cast: Cast, dirk: Client) -> None:
    cast.theatre.card_systems.add(cast.dender)

    assert "Regio:" not in words(dirk.get("/desk/"))


def test_a_desk_of_two_regions_carries_that_of_the_house(cast: Cast, dirk: Client) -> None:
    CardSystem.objects.update(primary_color="#e6007e")
    cast.theatre.card_systems.add(cast.dender)

    assert "accent-" not in html(dirk)


def test_a_festival_is_no_region_of_a_desk(cast: Cast, dirk: Client) -> None:
    CardSystem.objects.update(primary_color="#e6007e")
    festival = CardSystem.objects.create(id=90, name="Festival", permanent=False, primary_color="#000000")
    cast.theatre.card_systems.add(festival)

    assert "accent-e6007e" in html(dirk)


def test_the_menu_marks_the_page_and_what_lies_below_it(cast: Cast, dirk: Client) -> None:
    assert marked(html(dirk, "/desk/")) == [("/desk/", "page")]
    assert marked(html(dirk, "/desk/activities")) == [("/desk/", "true")]


def test_the_menu_has_only_what_the_desk_may(cast: Cast) -> None:
    let_desk_only(cast.theatre)
    little = words(at(cast.dirk, cast.theatre).get("/desk/"))
    let_desk(cast.theatre, FOR_DESKS)
    much = words(at(cast.dirk, cast.theatre).get("/desk/"))

    assert "Inschrijven" not in little
    assert "Inschrijven" in much


def test_each_part_marks_itself_and_what_lies_below_it(cast: Cast) -> None:
    let_desk(cast.theatre, FOR_DESKS)
    clerk = at(cast.dirk, cast.theatre)
    parts = set(re.findall(r'<a href="(/desk/\w*)"', html(clerk))) & {item.url for item in ITEMS if exists(item)}

    assert "/desk/" in parts
    for part in parts:
        below = f"{part}passes/x" if part == "/desk/" else f"{part}/x"
        assert [item.url for item in ITEMS if exists(item) and item.at(part).current == "page"] == [part]
        assert [item.url for item in ITEMS if exists(item) and item.at(below).current == "true"] == [part]


def exists(item: Item) -> bool:
    """Whether the part is there."""
    try:
        return bool(item.url)
    except NoReverseMatch:
        return False
