"""A region chooses its colour: who may, what is kept, what is written down."""

import pytest

from openpas.card_systems.models import CardSystem
from openpas.demo.accounts import manager
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor
from openpas.identity.actors import actor_of_user
from openpas.identity.staff.branding import choose_colour
from openpas.identity.staff.refusals import ColourUnknown, NotTheirRegion
from openpas.records.models import AuditLine, OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanne(cast: Cast) -> Actor:
    """She looks after the region of Ghent."""
    return actor_of_user(manager("Hanne Haeck", "hanne@example.org", cast.gent).pk, None)


def colours() -> dict[str, str]:
    return dict(CardSystem.objects.values_list("name", "primary_color"))


def test_the_colour_is_kept_as_one_writes_colours_and_written_down(cast: Cast, hanne: Actor) -> None:
    accent = choose_colour(hanne, cast.gent.pk, "E6007E")

    assert accent is not None
    assert accent.is_as_chosen
    assert colours() == {cast.gent.name: "#e6007e", cast.dender.name: ""}
    line = AuditLine.objects.get(action="card_system.brand")
    assert (line.subject, line.details) == (f"card_system:{cast.gent.pk}", {"primary_color": "#e6007e"})
    assert OutboxMessage.objects.get(kind="CardSystemBranded").payload == {
        "card_system_id": cast.gent.pk,
        "primary_color": "#e6007e",
    }


def test_a_region_can_go_back_to_the_colour_of_the_house(cast: Cast, hanne: Actor) -> None:
    choose_colour(hanne, cast.gent.pk, "#e6007e")

    assert choose_colour(hanne, cast.gent.pk, "") is None

    assert colours() == {cast.gent.name: "", cast.dender.name: ""}


def test_what_is_no_colour_is_refused_and_nothing_changes(cast: Cast, hanne: Actor) -> None:
    with pytest.raises(ColourUnknown):
        choose_colour(hanne, cast.gent.pk, "red; } body { display: none")

    assert set(colours().values()) == {""}
    assert not AuditLine.objects.filter(action="card_system.brand").exists()


def test_another_region_cannot_be_coloured(cast: Cast, hanne: Actor) -> None:
    for card_system_id in (cast.dender.pk, 999):
        with pytest.raises(NotTheirRegion):
            choose_colour(hanne, card_system_id, "#e6007e")

    assert set(colours().values()) == {""}


def test_who_works_at_a_desk_cannot_colour_its_region(cast: Cast) -> None:
    with pytest.raises(NotTheirRegion):
        choose_colour(actor_of_user(cast.dirk.pk, cast.theatre.pk), cast.gent.pk, "#e6007e")

    assert set(colours().values()) == {""}
