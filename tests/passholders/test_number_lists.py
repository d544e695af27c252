"""Lists of numbers as people paste them."""

import pytest

from openpas.demo.cast import Cast
from openpas.passholders.models import Card, Passholder
from openpas.passholders.number_lists import Complaint, Line, Problem, listed, read_lines

AMINA, BART = "0900000100017", "0900000100207"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("\n  \n", []),
        ("UiTPAS nummer\nnaam", []),
        (AMINA, [(1, AMINA)]),
        (f"{AMINA}\r\n{BART}\r\n", [(1, AMINA), (2, BART)]),
        (f"{AMINA} {BART}", [(1, AMINA), (1, BART)]),
        (f"{AMINA},{BART};{AMINA}\t{BART}", [(1, AMINA), (1, BART), (1, AMINA), (1, BART)]),
        ("0900 0001 00017", [(1, AMINA)]),
        ("0900.000.100.017 0900-000-100-207", [(1, AMINA), (1, BART)]),
        (f"Aziz Amina\t{AMINA}\t17/05/1990", [(1, AMINA)]),
        (f"Amina {AMINA}", [(1, AMINA)]),
        ("900000100017", [(1, AMINA)]),
        ("900000100018", [(1, "")]),
        ("0900000100018", [(1, "0900000100018")]),
        ("90051700255", [(1, "")]),
        (f"12\n{AMINA}", [(1, ""), (2, AMINA)]),
        ("\N{SUPERSCRIPT TWO}\N{ARABIC-INDIC DIGIT ONE}", []),
    ],
)
def test_numbers_are_read(text: str, lines: list[tuple[int, str]]) -> None:
    assert read_lines(text) == [Line(*line) for line in lines]


def test_every_line_gets_its_answer(cast: Cast) -> None:
    Card.objects.filter(uitpas_number=BART).update(status="BLOCKED")
    Card.objects.create(
        uitpas_number="0900000100405", card_system=cast.gent, kind="NFC_CARD", status="LOCAL_STOCK", is_social=False
    )
    text = f"{AMINA}\n{BART}\n{cast.chloe_number}\n0900000100405\n0900000100504\n0900000100018\n12\n{AMINA}\n{BART}"

    found = listed(read_lines(text), Passholder.objects.all())

    assert found.passholder_ids == (cast.amina.pk,)
    assert [(one.line.position, one.problem, one.first) for one in found.complaints] == [
        (2, Problem.BLOCKED, 0),
        (3, Problem.GROUP, 0),
        (4, Problem.IN_STOCK, 0),
        (5, Problem.UNKNOWN, 0),
        (6, Problem.MISTYPED, 0),
        (7, Problem.UNREADABLE, 0),
        (8, Problem.DOUBLE, 1),
        (9, Problem.DOUBLE, 2),
    ]


def test_a_card_of_somebody_out_of_reach_is_as_unknown_as_none(cast: Cast) -> None:
    found = listed(read_lines(AMINA), Passholder.objects.exclude(pk=cast.amina.pk))

    assert found.passholder_ids == ()
    assert found.complaints == (Complaint(Line(1, AMINA), Problem.UNKNOWN),)
