"""Two desks with the same card or the same person at once: one wins, the other keeps everything that was typed."""

import pytest
from django.test import Client

from openpas.demo.builders import price_table
from openpas.demo.cast import Cast
from openpas.passholders.models import Passholder
from tests.at_once import at_once
from tests.desk_rights import let_desk
from tests.enrolment.people import card_at
from tests.web.conftest import Answer, at, words
from tests.web.desk.registration.conftest import INSZ, MARC, REGISTERS, begun, drafts, fill_in, shown_cents

pytestmark = pytest.mark.django_db(transaction=True)


def two_desks(cast: Cast) -> tuple[Client, Client]:
    price_table(cast.gent)
    let_desk(cast.theatre, REGISTERS)
    let_desk(cast.club, REGISTERS)
    return at(cast.dirk, cast.theatre), at(cast.farid, cast.club)


def press_together(presses: list[tuple[Client, str]]) -> list[Answer]:
    """Everybody presses the last button at the same moment."""
    ready = [(client, draft, shown_cents(client, draft)) for client, draft in presses]
    answers: list[Answer] = []
    at_once(
        [
            lambda client=client, draft=draft, cents=cents: answers.append(  # type: ignore[misc]
                client.post(f"{draft}/finish", {"shown_cents": cents})
            )
            for client, draft, cents in ready
        ]
    )
    return answers


def test_the_same_national_number(cast: Cast) -> None:
    desks = [(client, begun(client)) for client in two_desks(cast)]
    for client, draft in desks:
        fill_in(client, draft)

    answers = press_together(desks)

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    [refused] = [answer for answer in answers if answer.status_code == 422]
    # The second finds the person already, or is refused at the very moment.
    told = ("Deze persoon heeft al een UiTPAS", "Er is al een UiTPAS met dit rijksregisternummer.")
    assert any(one in words(refused) for one in told)
    assert Passholder.objects.filter(name="Peeters").count() == 1
    assert drafts().exclude(answers_encrypted=None).count() == 1


def test_the_same_card(cast: Cast) -> None:
    client, _ = two_desks(cast)
    card = card_at(cast.theatre, cast.gent)
    with_card = {"card_kind": "NFC_CARD", "uitpas_number": card.uitpas_number}
    presses = []
    for first_name in ("Marc", "Lies"):
        draft = begun(client, identifier=card.uitpas_number)
        person = {**MARC, "first_name": first_name}
        fill_in(client, draft, card=with_card, identity={"insz": INSZ if first_name == "Marc" else ""}, person=person)
        presses.append((client, draft))

    answers = press_together(presses)

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    [refused] = [answer for answer in answers if answer.status_code == 422]
    assert "Deze kaart is al van iemand. Neem een andere kaart." in words(refused)
    assert Passholder.objects.filter(name="Peeters").count() == 1
    assert drafts().exclude(answers_encrypted=None).count() == 1


def test_one_button_pressed_by_four_fingers(cast: Cast) -> None:
    client, _ = two_desks(cast)
    draft = begun(client)
    fill_in(client, draft)

    answers = press_together([(client, draft)] * 4)

    assert {answer.headers.get("Location") for answer in answers} == {f"{draft}/done"}
    assert Passholder.objects.filter(name="Peeters").count() == 1
