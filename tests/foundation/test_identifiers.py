"""Numbers of cards, chips and identity cards: every published one, valid and invalid."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.identifiers import (
    IdentifierKind,
    insz_birth_date,
    insz_gender,
    is_chip_number,
    is_insz,
    is_social_card,
    is_uitpas_number,
    moment_of,
    new_id,
    recognise,
    spaced,
    uitpas_number,
    whole_milliseconds,
)

PUBLISHED_NUMBERS = [
    "0900000095902",
    "0900000067513",
    "0900000031618",
    "0900010959113",
    "0900000002312",
    "0900000058918",
    "1000000520006",
    "0900000093204",
    "0900004518305",
    "0900011902815",
    "0900011903417",
    "0900000074519",
    "0900000020405",
    "0900000045410",
    "0900000191800",
    "0900000672312",
    "0900010888817",
    "0900010630813",
    "0900011354819",
    "0945000057915",
]
NO_NUMBERS = [
    "0560002524314",
    "0930002523422",
    "0985002524385",
    "0940002524123",
    "1234567890123",
    "1234567890",
    "0900000031617",
    "0900011354829",
    "090000009590",
    "09000000959020",
    "0900000095903",
    "090000009590A",
    "٠٩٠٠٠٠٠٠٩٥٩٠٢",
]
PUBLISHED_INSZ = [
    "83030201540",
    "36051380284",
    "66010101785",
    "71030360442",
    "80010101392",
    "80010170282",
    "91063061055",
    "08091860684",
    "17010180147",
    "10010105762",
    "20010170215",
    "15021760024",
    "00000009007",
    "30071511319",
]
NO_INSZ = [
    "00000009008",
    "19800101003",
    "83030201541",
    "8303020154",
    "830302015400",
    "8303020154A",
    "00000000000",
]
CHIPS = [
    "04784CDAEE3880",
    "04363CDAEE3880",
    "04CEE7528E6180",
    "045A4832633680",
    "04D0AB6AF85C80",
    "042F51B2712380",
]


@pytest.mark.parametrize("number", PUBLISHED_NUMBERS)
def test_published_numbers_are_valid(number: str) -> None:
    assert is_uitpas_number(number)


@pytest.mark.parametrize("number", [*NO_NUMBERS, "", "0900000095902\n", " 0900000095902"])
def test_other_numbers_are_not(number: str) -> None:
    assert not is_uitpas_number(number)


@given(st.from_regex(r"\A[0-9]{11}\Z"), st.booleans())
def test_a_made_number_is_valid_and_tells_its_kind(serial: str, social: bool) -> None:  # noqa: FBT001
    number = uitpas_number(serial, social_tariff=social)
    assert is_uitpas_number(number)
    assert is_social_card(number) is social
    assert number.startswith(serial)


@given(st.from_regex(r"\A[0-9]{11}\Z"), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(serial: str, place: int, shift: int) -> None:
    number = uitpas_number(serial, social_tariff=False)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_uitpas_number(wrong)


def test_the_kind_of_published_cards() -> None:
    assert [is_social_card(number) for number in ("0900000095902", "0900000067513", "0900000093204")] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("insz", PUBLISHED_INSZ)
def test_published_insz_are_valid(insz: str) -> None:
    assert is_insz(insz)


@pytest.mark.parametrize("insz", [*NO_INSZ, ""])
def test_other_insz_are_not(insz: str) -> None:
    assert not is_insz(insz)


def made_insz(born: date, serial: int, month_shift: int = 0) -> str:
    body = f"{born.year % 100:02d}{born.month + month_shift:02d}{born.day:02d}{serial:03d}"
    check = 97 - int(("2" if born.year >= 2000 else "") + body) % 97
    return f"{body}{check:02d}"


@given(st.dates(date(1910, 1, 1), date(2026, 12, 31)), st.integers(1, 998), st.sampled_from([0, 20, 40]))
def test_both_centuries_and_bis_numbers(born: date, serial: int, month_shift: int) -> None:
    insz = made_insz(born, serial, month_shift)
    assert is_insz(insz)
    found = insz_birth_date(insz)
    assert found is not None
    assert (found.month, found.day, found.year % 100) == (born.month, born.day, born.year % 100)


@pytest.mark.parametrize(
    ("insz", "born"),
    [
        ("83030201540", date(1983, 3, 2)),
        ("36051380284", date(1936, 5, 13)),
        ("08091860684", date(2008, 9, 18)),
        ("20010170215", date(2020, 1, 1)),
        ("00000009007", None),
    ],
)
def test_birth_date_inside(insz: str, born: date | None) -> None:
    assert insz_birth_date(insz) == born


def test_sex_inside() -> None:
    born = date(1990, 6, 15)
    assert insz_gender(made_insz(born, 1)) == "MALE"
    assert insz_gender(made_insz(born, 2)) == "FEMALE"
    assert insz_gender(made_insz(born, 2, month_shift=20)) is None
    assert insz_gender(made_insz(born, 3, month_shift=40)) == "MALE"


@pytest.mark.parametrize("chip", CHIPS)
def test_chips(chip: str) -> None:
    assert is_chip_number(chip)
    assert recognise(chip.lower()) == (IdentifierKind.CHIP, chip)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0900000095902", IdentifierKind.UITPAS_NUMBER, "0900000095902"),
        ("0900 000 095 902", IdentifierKind.UITPAS_NUMBER, "0900000095902"),
        ("1234567890123", IdentifierKind.UITPAS_NUMBER, "1234567890123"),
        ("83.03.02-015.40", IdentifierKind.INSZ, "83030201540"),
        ("19800101003", IdentifierKind.INSZ, "19800101003"),
        ("04:78:4c:da:ee:38:80", IdentifierKind.CHIP, "04784CDAEE3880"),
        ("04784512345678", IdentifierKind.CHIP, "04784512345678"),
        ("0478AB12", IdentifierKind.CHIP, "0478AB12"),
        ("RRN:83030201540", IdentifierKind.INSZ, "83030201540"),
        ("RRN 83.03.02-015.40 X", IdentifierKind.INSZ, "83030201540"),
        ("12 83030201540", IdentifierKind.UITPAS_NUMBER, "1283030201540"),
        ("BE;83030201540;1983", IdentifierKind.INSZ, "83030201540"),
        ("]C00900000095902", IdentifierKind.UITPAS_NUMBER, "0900000095902"),
        ("]Q10900000095902", IdentifierKind.UITPAS_NUMBER, "0900000095902"),
        ("]A083030201540", IdentifierKind.INSZ, "83030201540"),
        ("àçààààààç(çàé", IdentifierKind.UITPAS_NUMBER, "0900000095902"),
        ("à'è!'CDQEE\"!!à", IdentifierKind.CHIP, "04784CDAEE3880"),
        ("1258171392735360", IdentifierKind.CHIP, "04784CDAEE3880"),
        ("36091395534780420", IdentifierKind.CHIP, "04784CDAEE3880"),
    ],
)
def test_what_a_text_is(text: str, kind: IdentifierKind, value: str) -> None:
    assert recognise(text) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Amina",
        "12345678",
        "090000009590",
        "0478AB1",
        "83030201540;36051380284",
        "RRN:19800101003",
        "0" * 21,
        "0900000095902x",
        "12345678901234567",
        "99999999999999999",
        "àçàà",
        "\N{LATIN SMALL LETTER C WITH CEDILLA}a va bien",
    ],
)
def test_what_looks_like_nothing_known(text: str) -> None:
    assert recognise(text) is None


@given(st.text())
def test_any_text_is_recognised_or_not_but_never_breaks(text: str) -> None:
    found = recognise(text)
    assert found is None or found[1]


def test_read_aloud() -> None:
    assert spaced("0900000095902") == "0900 000 095 902"


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_id_carries_its_moment(moment: datetime) -> None:
    moment = whole_milliseconds(moment)
    assert moment_of(new_id(moment)) == moment


def test_ids_stay_in_the_order_of_time() -> None:
    begin = datetime(2026, 3, 1, 12, tzinfo=UTC)
    ids = [new_id(begin + timedelta(milliseconds=step)) for step in range(100)]
    assert ids == sorted(ids)
    assert len({new_id(begin) for _ in range(1000)}) == 1000


def test_any_uuid_gives_some_moment() -> None:
    assert moment_of(UUID(int=2**128 - 1)).year == 9999
    assert moment_of(uuid4()).tzinfo is UTC
