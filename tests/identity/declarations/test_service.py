"""Texts are published once and accepted once; neither changes afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from openpas.demo.cast import Cast, create_cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.text import LANGUAGES
from openpas.identity.declarations import queries
from openpas.identity.declarations.our_own import OUR_TEXTS, texts_in
from openpas.identity.declarations.refusals import DutchTextMissing, EffectiveTooEarly
from openpas.identity.declarations.service import Draft, accept, publish_document
from openpas.identity.models import Acceptance, Document, Manager, User
from openpas.identity.staff.managers import EVERYTHING, Scope
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.records.models import AuditLine
from openpas.runtime import clock

TODAY = date(2026, 5, 4)
HONOUR, TERMS = Document.Kind.DECLARATION_OF_HONOUR, Document.Kind.TERMS_OF_USE
INSTALLATION = Actor("system:test", ActorKind.SYSTEM)
ON_SCREEN = Acceptance.Method.ON_SCREEN
pytestmark = pytest.mark.time_machine(datetime(2026, 5, 4, 12, tzinfo=UTC), tick=False)


def publish(
    kind: Document.Kind = HONOUR,
    effective_on: date = TODAY,
    *,
    demands_signature: bool = True,
    by: Actor = INSTALLATION,
) -> Document:
    return publish_document(by, Draft(kind, {"nl": "Ik zwijg."}, effective_on, demands_signature))


def actor_of(user: User) -> Actor:
    return Actor(f"user:{user.pk}", ActorKind.STAFF)


def audited(action: str) -> list[tuple[str, str, object]]:
    return [(line.actor, line.subject, line.details) for line in AuditLine.objects.filter(action=action)]


def test_nothing_is_asked_where_nothing_was_published(cast: Cast) -> None:
    assert queries.missing_of(cast.dirk, TODAY) == []


def test_published_accepted_and_done(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    honour, terms = publish(), publish(TERMS)
    with django_assert_num_queries(2):
        assert queries.missing_of(cast.dirk, TODAY) == [honour, terms]
    accept(cast.dirk, [honour], cast.theatre.pk, ON_SCREEN)
    assert queries.missing_of(cast.dirk, TODAY) == [terms]
    assert queries.missing_of(cast.eva, TODAY) == [honour, terms]
    row = Acceptance.objects.get()
    assert (row.user, row.document, row.organizer, row.method) == (cast.dirk, honour, cast.theatre, "ON_SCREEN")
    assert row.accepted_at == clock.now()
    assert audited("document.accept") == [
        (f"user:{cast.dirk.pk}", f"document:{honour.pk}", {"user_id": cast.dirk.pk, "method": "ON_SCREEN"})
    ]


def test_accepting_twice_changes_nothing(cast: Cast, time_machine: time_machine.TimeMachineFixture) -> None:
    honour = publish()
    accept(cast.dirk, [honour], cast.theatre.pk, ON_SCREEN)
    first = queries.accepted_at(cast.dirk, honour)
    time_machine.move_to(datetime(2026, 5, 5, 12, tzinfo=UTC), tick=False)
    assert accept(cast.dirk, [honour], None, Acceptance.Method.ON_PAPER) == []
    assert queries.accepted_at(cast.dirk, honour) == first
    assert len(audited("document.accept")) == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once() -> None:
    cast, document = create_cast(), publish()

    def press(_tab: int) -> int:
        try:
            return len(accept(cast.dirk, [document], None, ON_SCREEN))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as tabs:
        assert sorted(tabs.map(press, range(8))) == [0] * 7 + [1]
    assert Acceptance.objects.count() == 1
    assert len(audited("document.accept")) == 1


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once() -> None:
    publish()

    def press(_tab: int) -> int:
        try:
            return publish().version
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tabs:
        assert sorted(tabs.map(press, range(4))) == [2, 3, 4, 5]


def test_a_paper_that_a_manager_has(cast: Cast) -> None:
    honour = publish()
    accept(cast.dirk, [honour], None, Acceptance.Method.ON_PAPER, recorded_by=actor_of(cast.greet))
    assert audited("document.accept") == [
        (f"user:{cast.greet.pk}", f"document:{honour.pk}", {"user_id": cast.dirk.pk, "method": "ON_PAPER"})
    ]


def test_neither_text_nor_acceptance_changes(cast: Cast) -> None:
    honour = publish()
    accept(cast.dirk, [honour], None, ON_SCREEN)
    for change in (
        lambda: Document.objects.update(demands_signature=False),
        lambda: Acceptance.objects.update(method="ON_PAPER"),
        lambda: Acceptance.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


def test_only_who_looks_after_everything_publishes(cast: Cast) -> None:
    Manager.objects.create(user=cast.greet, since=clock.now())
    Manager.objects.create(user=cast.farid, card_system=cast.gent, since=clock.now())
    strangers = (actor_of(cast.dirk), actor_of(cast.farid), Actor("client:cast-admin", ActorKind.CLIENT))
    for stranger in strangers:
        with pytest.raises(NotTheirRegion):
            publish(by=stranger)
    assert not Document.objects.exists()
    honour = publish(by=actor_of(cast.greet))
    assert audited("document.publish") == [
        (
            f"user:{cast.greet.pk}",
            f"document:{honour.pk}",
            {"kind": "DECLARATION_OF_HONOUR", "version": 1, "demands_signature": True},
        )
    ]


def test_a_refused_text_leaves_nothing(db: None) -> None:
    with pytest.raises(EffectiveTooEarly):
        publish(effective_on=date(2026, 5, 3))
    with pytest.raises(DutchTextMissing):
        publish_document(INSTALLATION, Draft(HONOUR, {"fr": "Je me tais."}, TODAY))
    assert not Document.objects.exists()
    assert not AuditLine.objects.exists()


def test_what_managers_see(cast: Cast) -> None:
    honour = publish()
    accept(cast.dirk, [honour], cast.theatre.pk, ON_SCREEN)
    later = publish(effective_on=date(2026, 6, 1))
    [newest, current] = queries.published(TODAY)
    assert (newest.document, newest.is_in_force, newest.is_announced, newest.acceptances) == (later, False, True, 0)
    assert (current.document, current.is_in_force, current.is_announced, current.acceptances) == (
        honour,
        True,
        False,
        1,
    )
    assert [row.user for row in queries.acceptances_of(honour, EVERYTHING)] == [cast.dirk]
    assert [row.document for row in queries.accepted_by(cast.dirk)] == [honour]
    assert queries.announced_for(cast.dirk, TODAY) == [later]
    assert [one.user for one in queries.owing(TODAY, EVERYTHING)] == [cast.eva, cast.farid, cast.greet]
    everybody = [cast.dirk, cast.eva, cast.farid, cast.greet]
    assert [one.user for one in queries.owing(date(2026, 6, 1), EVERYTHING)] == everybody


def test_a_region_sees_its_own_people(cast: Cast) -> None:
    honour = publish()
    accept(cast.dirk, [honour], cast.theatre.pk, ON_SCREEN)
    dender, gent = Scope(card_system_ids=frozenset({cast.dender.pk})), Scope(card_system_ids=frozenset({cast.gent.pk}))
    assert [row.user for row in queries.acceptances_of(honour, gent)] == [cast.dirk]
    assert list(queries.acceptances_of(honour, dender)) == []
    assert [one.user for one in queries.owing(TODAY, gent)] == [cast.farid, cast.greet]
    assert [one.user for one in queries.owing(TODAY, dender)] == [cast.eva]


@pytest.mark.parametrize("kind", Document.Kind.values)
def test_our_own_texts_are_there_in_every_language(db: None, kind: str) -> None:
    texts = texts_in(OUR_TEXTS, kind)
    assert list(texts) == list(LANGUAGES)
    assert len({len(text.strip().split("\n\n")) for text in texts.values()}) == 1
    said = StringIO()
    call_command("publish_document", kind, stdout=said)
    document = Document.objects.get()
    assert said.getvalue() == f"{kind}, version 1, holds from 2026-05-04\n"
    assert document.texts == {language: text.strip() for language, text in texts.items()}


def test_texts_of_a_folder(db: None, tmp_path: Path) -> None:
    (tmp_path / "terms_of_use.nl.txt").write_text("Onze afspraken.")
    call_command("publish_document", TERMS, "--folder", str(tmp_path), "--effective-on", "2026-06-01", "--no-signature")
    document = Document.objects.get()
    assert document.texts == {"nl": "Onze afspraken."}
    assert (document.effective_on, document.demands_signature) == (date(2026, 6, 1), False)


def test_the_command_says_what_is_wrong(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Dutch text is missing"):
        call_command("publish_document", TERMS, "--folder", str(tmp_path))
