"""Whether a national number goes with a person, and which places a postal code has."""

from datetime import date

import pytest

from openpas.card_systems.models import City
from openpas.demo.cast import Cast
from openpas.enrolment.places import places_of
from openpas.enrolment.refusals import FieldRefused, InszOfOtherBirthDate, InszOfOtherGender
from openpas.enrolment.rules.identity import require_insz_fits

WOMAN_OF_1990 = "90051700255"
MAN_OF_1978 = "78022800135"


def insz(body: str, *, born_since_2000: bool = False) -> str:
    """Nine digits with their check digits."""
    return f"{body}{97 - int(('2' if born_since_2000 else '') + body) % 97:02d}"


@pytest.mark.parametrize(
    ("number", "born", "gender"),
    [
        (WOMAN_OF_1990, date(1990, 5, 17), "FEMALE"),
        (WOMAN_OF_1990, date(1990, 5, 17), "X"),
        (WOMAN_OF_1990, date(1990, 5, 17), ""),
        (MAN_OF_1978, date(1978, 2, 28), "MALE"),
        (insz("150302001", born_since_2000=True), date(2015, 3, 2), "MALE"),
        (insz("902517002"), date(1990, 5, 17), "MALE"),
        (insz("904517002"), date(1990, 5, 17), "FEMALE"),
        (insz("900000002"), date(1990, 5, 17), "FEMALE"),
    ],
)
def test_a_number_that_fits(number: str, born: date, gender: str) -> None:
    require_insz_fits(number, born, gender)


@pytest.mark.parametrize(
    ("number", "born", "gender", "refusal"),
    [
        (WOMAN_OF_1990, date(1990, 5, 18), "FEMALE", InszOfOtherBirthDate),
        (WOMAN_OF_1990, date(1990, 5, 17), "MALE", InszOfOtherGender),
        (insz("150302001", born_since_2000=True), date(1915, 3, 2), "MALE", InszOfOtherBirthDate),
        (insz("904517002"), date(1990, 5, 17), "MALE", InszOfOtherGender),
    ],
)
def test_a_number_of_somebody_else(number: str, born: date, gender: str, refusal: type[FieldRefused]) -> None:
    with pytest.raises(refusal):
        require_insz_fits(number, born, gender)


def test_the_words_say_which_birth_date_the_number_has() -> None:
    with pytest.raises(InszOfOtherBirthDate) as raised:
        require_insz_fits(MAN_OF_1978, date(1990, 5, 17), "MALE")

    assert raised.value.end_user_message is not None
    assert "geboren is op 28/2/1978" in raised.value.end_user_message.nl


def test_the_municipality_comes_before_its_districts(cast: Cast) -> None:
    City.objects.filter(postal_code="9050").delete()
    for name in ("Ledeberg", "Gentbrugge", "gent"):
        City.objects.create(card_system=cast.gent, postal_code="9050", name=name, municipality_nis="44021")

    assert places_of("9050") == ["Gent", "Gentbrugge", "Ledeberg"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "12", "9999", "abcd", "9050 Gent"])
def test_no_place_for_what_is_no_postal_code(typed: str) -> None:
    assert places_of(typed) == []
