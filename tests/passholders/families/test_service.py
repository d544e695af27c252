"""Adding, changing, leaving; the mail and its token."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.refusal import Refusal
from openpas.passholders.families import is_family
from openpas.passholders.families.queries import families_of, family_members
from openpas.passholders.families.refusals import (
    FamilyMemberAlreadyAdded,
    FamilyMemberNotFound,
    MainFamilyMemberStays,
    TooManyAdultsInFamily,
    TooManyFamilyMembers,
    UndoTokenUnknown,
)
from openpas.passholders.families.service import (
    add_family_member,
    change_icon,
    person_of_card,
    remove_family_member,
    undo,
)
from openpas.passholders.models import FamilyLink, FamilyUndoToken, Passholder
from openpas.passholders.refusals import InvalidUitpasNumber, PassholderNotFound
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.runtime import clock
from tests.passholders.conftest import ALL
from tests.passholders.household import GROWN, number_of, somebody


def refused(kind: type[Refusal], main: Passholder, member: Passholder) -> None:
    """The addition is refused, and nothing is written."""
    before = (FamilyLink.objects.count(), OutboxMessage.objects.count(), AuditLine.objects.count())
    with pytest.raises(kind):
        add_family_member(ALL, main, member)
    assert before == (FamilyLink.objects.count(), OutboxMessage.objects.count(), AuditLine.objects.count())
    assert mail.outbox == []


def token_in(text: str) -> str:
    found = re.search(r"/family/undo/(\S+)", text)
    assert found
    return found[1]


def test_a_list_is_one_persons_own(cast: Cast) -> None:
    add_family_member(ALL, cast.bart, cast.amina, "https://example.org/1.png")
    assert is_family(cast.bart.pk, cast.amina.pk)
    assert not is_family(cast.amina.pk, cast.bart.pk)
    assert is_family(cast.amina.pk, cast.amina.pk)
    assert [link.main for link in families_of(ALL, cast.amina)] == [cast.bart]
    assert list(families_of(ALL, cast.bart)) == []
    fact = OutboxMessage.objects.get(kind="FamilyMemberAdded")
    assert fact.payload == {"passholder_id": cast.bart.pk, "member_id": cast.amina.pk}
    line = AuditLine.objects.get(action="family.add")
    assert (line.subject, line.details) == (f"passholder:{cast.bart.pk}", {"member_id": cast.amina.pk})


def test_the_owner_is_first_and_everybody_that_is_shown_can_see_it(cast: Cast) -> None:
    zoe = somebody(cast, "Zoë")
    add_family_member(ALL, cast.bart, zoe)
    add_family_member(ALL, cast.bart, cast.amina, "https://example.org/1.png")
    shown = family_members(ALL, cast.bart)
    assert [(one.passholder.person, one.is_main, one.icon) for one in shown] == [
        (cast.bart, True, ""),
        (zoe, False, ""),
        (cast.amina, False, "https://example.org/1.png"),
    ]
    lines = AccessLine.objects.filter(purpose="family.read").values_list("passholder_id", flat=True)
    assert set(lines) == {cast.bart.pk, zoe.pk, cast.amina.pk}


def test_somebody_is_added_once(cast: Cast) -> None:
    refused(FamilyMemberAlreadyAdded, cast.bart, cast.bart)
    zoe = somebody(cast, "Zoë")
    add_family_member(ALL, cast.bart, zoe)
    refused(FamilyMemberAlreadyAdded, cast.bart, zoe)


def test_the_limits_are_settings(cast: Cast, settings: Settings) -> None:
    settings.OPENPAS_FAMILY_MEMBERS, settings.OPENPAS_FAMILY_ADULTS = 3, 1
    refused(TooManyAdultsInFamily, cast.bart, cast.amina)
    for name in ("Zoë", "Yara"):
        add_family_member(ALL, cast.bart, somebody(cast, name))
    refused(TooManyFamilyMembers, cast.bart, somebody(cast, "Xander"))


def test_a_card_leads_to_its_person(cast: Cast) -> None:
    assert person_of_card(f" {cast.amina_number[:4]} {cast.amina_number[4:]}") == cast.amina
    for number, kind in (
        ("0900000100018", InvalidUitpasNumber),
        ("123", InvalidUitpasNumber),
        ("0900000095902", PassholderNotFound),
        (cast.chloe_number, PassholderNotFound),
    ):
        with pytest.raises(kind):
            person_of_card(number)


def test_a_card_that_is_blocked_leads_to_nobody(cast: Cast) -> None:
    zoe = somebody(cast, "Zoë")
    number = number_of(zoe)
    zoe.memberships.get().cards.update(status="BLOCKED")
    with pytest.raises(PassholderNotFound):
        person_of_card(number)


def test_icons(cast: Cast) -> None:
    add_family_member(ALL, cast.bart, cast.amina)
    change_icon(ALL, cast.bart, cast.amina, "https://example.org/2.png")
    change_icon(ALL, cast.bart, cast.bart, "https://example.org/3.png")
    cast.bart.refresh_from_db()
    assert [one.icon for one in family_members(ALL, cast.bart)] == [
        "https://example.org/3.png",
        "https://example.org/2.png",
    ]
    with pytest.raises(FamilyMemberNotFound):
        change_icon(ALL, cast.amina, cast.bart, "x")


def test_leaving(cast: Cast) -> None:
    add_family_member(ALL, cast.bart, cast.amina)
    remove_family_member(ALL, cast.bart, cast.amina)
    remove_family_member(ALL, cast.bart, cast.amina)
    assert not is_family(cast.bart.pk, cast.amina.pk)
    assert OutboxMessage.objects.filter(kind="FamilyMemberRemoved").count() == 1
    with pytest.raises(MainFamilyMemberStays):
        remove_family_member(ALL, cast.bart, cast.bart)


def test_the_added_person_is_mailed_a_way_out(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add_family_member(ALL, cast.bart, cast.amina)
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == ["amina+uitpas@example.org"]
    assert letter.subject == "Bart D'Hondt heeft je aan een UiTPAS-gezin toegevoegd"
    assert str(letter.body).startswith("Dag Amina,")
    token = token_in(str(letter.body))
    assert bytes(FamilyUndoToken.objects.get().token_hash) != token.encode()
    assert token not in str(list(OutboxMessage.objects.values()) + list(AuditLine.objects.values()))

    undo(ALL, token, str(cast.bart.public_id), str(cast.amina.public_id).upper())
    assert not is_family(cast.bart.pk, cast.amina.pk)
    undo(ALL, token, str(cast.bart.public_id), str(cast.amina.public_id))


def test_a_token_is_for_one_person_in_one_family_for_a_while(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add_family_member(ALL, cast.bart, cast.amina)
    token = token_in(str(mail.outbox[0].body))
    bart, amina = str(cast.bart.public_id), str(cast.amina.public_id)
    for main, member in ((amina, bart), (bart, str(uuid4())), (bart, bart)):
        with pytest.raises(PermissionMissing):
            undo(ALL, token, main, member)
    with pytest.raises(UndoTokenUnknown):
        undo(ALL, token + "x", bart, amina)
    with time_machine.travel(clock.now() + timedelta(days=91)), pytest.raises(UndoTokenUnknown):
        undo(ALL, token, bart, amina)
    assert is_family(cast.bart.pk, cast.amina.pk)


def test_without_an_address_there_is_no_mail(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add_family_member(ALL, cast.bart, somebody(cast, "Zoë"))
    assert mail.outbox == []
    assert not FamilyUndoToken.objects.exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("9000", ["Dag Zoë"]),
        ("1000", ["Dag Zoë", "Bonjour Zoë"]),
        ("5000", ["Bonjour Zoë"]),
        ("4700", ["Guten Tag Zoë"]),
    ],
)
def test_the_language_is_that_of_the_place(
    cast: Cast,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    place: str,
    words: list[str],
) -> None:
    zoe = somebody(cast, "Zoë", GROWN, email="zoe@example.org", place=place)
    with django_capture_on_commit_callbacks(execute=True):
        add_family_member(ALL, cast.bart, zoe)
    body = str(mail.outbox[0].body)
    assert [
        greeting for greeting in ("Dag Zoë", "Bonjour Zoë", "Hello Zoë", "Guten Tag Zoë") if greeting in body
    ] == words


def test_a_name_adds_no_header(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    cast.bart.name = "X\nBcc: all@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        add_family_member(ALL, cast.bart, cast.amina)
    assert mail.outbox[0].subject == "Bart X Bcc: all@example.org heeft je aan een UiTPAS-gezin toegevoegd"
    assert "Bcc" not in mail.outbox[0].message()
