"""Events become known, with their default limits and what was chosen for them before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from openpas.card_systems.refusals import CardSystemNotFound
from openpas.demo.cast import Cast
from openpas.events.models import Event, EventCardSystem, PendingCardSystems
from openpas.events.queries import event_facts, event_settings
from openpas.events.refusals import (
    EventKnownAlready,
    EventNotFound,
    EventOfAnotherOrganizer,
    EventOver,
    InvalidCardSystem,
)
from openpas.events.rules import Calendar, CardSystemChoice, EventSettings, Span
from openpas.events.service import (
    NewEvent,
    Price,
    change_settings,
    choose_card_systems,
    create_event,
    event_to_change,
    import_event,
    remember_card_systems,
)
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.permissions import Permission
from openpas.records.models import AuditLine, OutboxMessage
from tests.events.conftest import ALL, NOBODY, may, may_everywhere

pytestmark = pytest.mark.django_db
BEGIN = datetime(2099, 5, 1, 18, tzinfo=UTC)


def play(cast: Cast) -> NewEvent:
    return NewEvent(
        public_id="D04BE067-FBE7-6633-2351893716796CB5",
        title="Toneel",
        organizer=cast.theatre,
        location=cast.theatre.linked_location,
        calendar=Calendar("SINGLE", moments=(Span(BEGIN, BEGIN + timedelta(hours=2)),)),
        prices=(Price("Basistarief", 1200, is_base=True), Price("Kinderen", 600)),
        keywords=("toneel",),
    )


def nothing_written() -> bool:
    return not OutboxMessage.objects.exists() and not AuditLine.objects.exists()


def test_a_new_event(cast: Cast) -> None:
    event = create_event(ALL, play(cast))
    facts = event_facts(event.public_id.lower())
    assert (facts.title, facts.base_price_cents, facts.card_system_ids) == ("Toneel", 1200, frozenset({cast.gent.pk}))
    assert (facts.checkin_limit, facts.ticket_limit) == (Limit(1, Period.DAY), Limit(1, Period.ABSOLUTE))
    assert (event.starts_at, event.ends_at) == (BEGIN, BEGIN + timedelta(hours=2))
    assert [(price.name, price.price_cents) for price in event.price_classes.all()] == [
        ("Basistarief", 1200),
        ("Kinderen", 600),
    ]
    assert (OutboxMessage.objects.get().kind, AuditLine.objects.get().action) == ("EventCreated", "event.create")


def test_an_event_is_made_once(cast: Cast) -> None:
    with pytest.raises(EventKnownAlready):
        create_event(ALL, replace(play(cast), public_id="CAST-concert"))
    assert nothing_written()


def test_taking_over_changes_what_is_told_and_keeps_what_was_set(cast: Cast) -> None:
    event = import_event(ALL, play(cast))
    change_settings(ALL, event.public_id, EventSettings(3, None, Limit(2, Period.MONTH)))
    again = import_event(
        ALL,
        replace(play(cast), public_id=event.public_id.lower(), title="Première", prices=(Price("Basis", 900, True),)),  # noqa: FBT003
    )
    facts = event_facts(event.public_id)
    assert again.pk == event.pk
    assert (facts.title, facts.base_price_cents, facts.checkin_points) == ("Première", 900, 3)
    assert (facts.checkin_limit, facts.ticket_limit) == (None, Limit(2, Period.MONTH))
    assert list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True)) == [
        "EventCreated",
        "EventSettingsChanged",
        "EventChanged",
    ]


def test_an_event_stays_with_its_organizer(cast: Cast) -> None:
    with pytest.raises(EventOfAnotherOrganizer):
        import_event(ALL, replace(play(cast), public_id="cast-concert", organizer=cast.club))
    assert nothing_written()


def test_choosing_card_systems(cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    event = event_to_change(may(Permission.EVENTS_UPDATE, at=cast.theatre.pk), "CAST-CONCERT")
    assert event == cast.concert
    choose_card_systems(ALL, event, [CardSystemChoice(cast.dender.pk, is_enabled=True)])
    assert event_facts("cast-concert").card_system_ids == {cast.dender.pk}
    choose_card_systems(ALL, event, [])
    assert event_facts("cast-concert").card_system_ids == set()
    assert OutboxMessage.objects.latest("pk").payload == {"event_id": event.pk, "card_system_ids": []}
    assert AuditLine.objects.filter(action="event.choose_card_systems").count() == 2


def test_a_card_system_of_somebody_else(cast: Cast) -> None:
    with pytest.raises(InvalidCardSystem):
        choose_card_systems(ALL, cast.concert, [CardSystemChoice(cast.dender.pk, is_enabled=True)])
    with pytest.raises(CardSystemNotFound):
        choose_card_systems(ALL, cast.concert, [CardSystemChoice(999, is_enabled=False)])
    assert nothing_written()
    assert not EventCardSystem.objects.exists()
    choose_card_systems(ALL, cast.concert, [CardSystemChoice(cast.dender.pk, is_enabled=False)])


def test_who_may_choose(cast: Cast) -> None:
    with pytest.raises(PermissionMissing):
        event_to_change(NOBODY, "cast-concert")
    with pytest.raises(PermissionMissing):
        event_to_change(may(Permission.EVENTS_UPDATE, at=cast.aalst.pk), "cast-concert")
    with pytest.raises(EventNotFound):
        event_to_change(may(Permission.EVENTS_UPDATE, at=cast.theatre.pk), "not-yet")
    for public_id in ("cast-concert", "not-yet"):
        with pytest.raises(PermissionMissing):
            event_to_change(may(Permission.EVENTS_UPDATE_ALL, at=cast.theatre.pk), public_id)
    assert event_to_change(may_everywhere(Permission.EVENTS_UPDATE_ALL), "not-yet") is None


def test_what_was_chosen_before_the_event_was_known(cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    new = play(cast)
    remember_card_systems(ALL, new.public_id, [CardSystemChoice(cast.gent.pk, is_enabled=True)])
    remember_card_systems(
        ALL,
        new.public_id.lower(),
        [CardSystemChoice(cast.dender.pk, is_enabled=True), CardSystemChoice(cast.gent.pk, is_enabled=False)],
    )
    assert PendingCardSystems.objects.count() == 1
    create_event(ALL, new)
    assert event_facts(new.public_id).card_system_ids == {cast.dender.pk}
    assert not PendingCardSystems.objects.exists()


def test_a_remembered_card_system_of_somebody_else_is_passed_over(cast: Cast) -> None:
    new = play(cast)
    remember_card_systems(ALL, new.public_id, [CardSystemChoice(cast.dender.pk, is_enabled=True)])
    create_event(ALL, new)
    assert event_facts(new.public_id).card_system_ids == set()
    with pytest.raises(CardSystemNotFound):
        remember_card_systems(ALL, "other", [CardSystemChoice(999, is_enabled=True)])


def test_settings_are_replaced_as_a_whole(cast: Cast) -> None:
    editor = may(Permission.EVENT_SETTINGS_UPDATE, Permission.EVENT_SETTINGS_READ, at=cast.theatre.pk)
    for settings in (
        EventSettings(2, Limit(1, Period.MONTH), Limit(4, Period.YEAR)),
        EventSettings(1, None, Limit(1, Period.ABSOLUTE)),
        EventSettings(1, None, None),
    ):
        change_settings(editor, "CAST-open-house", settings)
        assert event_settings(editor, "cast-open-house") == (cast.open_house, settings)
    assert (OutboxMessage.objects.count(), AuditLine.objects.count()) == (3, 3)


def test_who_may_read_and_change_settings(cast: Cast) -> None:
    settings = EventSettings(1, None, None)
    for_all = (Permission.EVENT_SETTINGS_UPDATE_ALL, Permission.EVENT_SETTINGS_READ_ALL)
    of_one = may(Permission.EVENT_SETTINGS_UPDATE, Permission.EVENT_SETTINGS_READ, at=cast.aalst.pk)
    for actor in (NOBODY, of_one, may(*for_all, at=cast.theatre.pk)):
        with pytest.raises(PermissionMissing):
            change_settings(actor, "cast-concert", settings)
        with pytest.raises(PermissionMissing):
            event_settings(actor, "cast-concert")
    with pytest.raises(EventNotFound):
        change_settings(ALL, "not-there", settings)
    with pytest.raises(EventNotFound):
        event_settings(ALL, "not-there")
    assert nothing_written()
    everywhere = may_everywhere(*for_all)
    change_settings(everywhere, "cast-concert", settings)
    assert event_settings(everywhere, "cast-concert")[1] == settings


def test_settings_of_an_event_that_is_over(cast: Cast) -> None:
    Event.objects.filter(pk=cast.concert.pk).update(
        starts_at=datetime(2020, 1, 1, tzinfo=UTC), ends_at=datetime(2020, 1, 2, tzinfo=UTC)
    )
    with pytest.raises(EventOver):
        change_settings(ALL, "cast-concert", EventSettings(9, None, None))
    assert nothing_written()
    cast.concert.refresh_from_db()
    assert cast.concert.checkin_points == 1
