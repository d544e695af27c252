"""Asking for a place at a desk: who is written to, how often, and that nothing is betrayed."""

from typing import Any

import pytest
from django.core.mail import EmailMessage

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor
from openpas.identity.actors import actor_of_user
from openpas.identity.models import OrganizerAdmin
from openpas.identity.staff.asking import Wish, ask_for_place, regions_that_answer
from openpas.identity.staff.refusals import AskedOften, RegionUnknown
from openpas.records.models import AuditLine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mails_leave_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpas.records.mail.transaction.on_commit", lambda send, **_: send())


@pytest.fixture
def dirk(cast: Cast) -> Actor:
    return actor_of_user(cast.dirk.pk, None)


def sent_to(mailoutbox: list[EmailMessage]) -> list[str]:
    return [mail.to[0] for mail in mailoutbox]


def test_the_region_reads_who_wants_what(cast: Cast, dirk: Actor, mailoutbox: list[EmailMessage]) -> None:
    ask_for_place(dirk, cast.dirk, Wish(cast.gent.pk, "Muziekclub Het Dak", "Ik begin\nmaandag."))

    assert sent_to(mailoutbox) == [cast.gent.contact_email]
    assert mailoutbox[0].subject == f"{cast.dirk.name} vraagt een plaats aan een balie"
    assert "Muziekclub Het Dak (UiTPAS Regio Gent)" in mailoutbox[0].body
    assert "Ik begin maandag." in mailoutbox[0].body
    assert cast.dirk.email in mailoutbox[0].body
    assert mailoutbox[0].reply_to == [cast.dirk.email]
    line = AuditLine.objects.get(action="desk.ask_for_place")
    assert (line.subject, line.details) == (f"card_system:{cast.gent.pk}", {})


def test_who_is_responsible_for_a_desk_of_just_that_name_reads_it_too(
    cast: Cast, dirk: Actor, mailoutbox: list[EmailMessage]
) -> None:
    OrganizerAdmin.objects.filter(user=cast.farid).update(type="ADMIN")

    ask_for_place(dirk, cast.dirk, Wish(cast.gent.pk, " sk muide "))

    assert sent_to(mailoutbox) == [cast.gent.contact_email, cast.farid.email]
    assert [mail.reply_to for mail in mailoutbox] == [[cast.dirk.email]] * 2


def test_a_desk_of_another_region_hears_nothing(cast: Cast, dirk: Actor, mailoutbox: list[EmailMessage]) -> None:
    OrganizerAdmin.objects.filter(user=cast.eva).update(type="ADMIN")

    ask_for_place(dirk, cast.dirk, Wish(cast.gent.pk, cast.aalst.name))

    assert sent_to(mailoutbox) == [cast.gent.contact_email]


@pytest.mark.parametrize("change", [{"contact_email": ""}, {"permanent": False}])
def test_a_region_that_reads_no_mail_cannot_be_asked(
    cast: Cast, dirk: Actor, mailoutbox: list[EmailMessage], change: dict[str, Any]
) -> None:
    CardSystem.objects.filter(pk=cast.gent.pk).update(**change)

    with pytest.raises(RegionUnknown):
        ask_for_place(dirk, cast.dirk, Wish(cast.gent.pk, "SK Muide"))

    assert [region.name for region in regions_that_answer()] == [cast.dender.name]
    assert mailoutbox == []
    assert not AuditLine.objects.filter(action="desk.ask_for_place").exists()


def test_the_fourth_time_in_a_day_is_refused(cast: Cast, dirk: Actor, mailoutbox: list[EmailMessage]) -> None:
    wish = Wish(cast.gent.pk, "Muziekclub Het Dak")
    for _ in range(3):
        ask_for_place(dirk, cast.dirk, wish)

    with pytest.raises(AskedOften):
        ask_for_place(dirk, cast.dirk, wish)

    assert len(mailoutbox) == 3
