"""Places by postal code, whatever the name on the envelope."""

import pytest

from openpas.foundation.belgium import municipality_of, normal


@pytest.mark.parametrize(
    ("postal_code", "city", "nis"),
    [("9000", "Gent", "44021"), ("9030", "Mariakerke", "44021"), ("9300", "AALST", "41002"), ("1000", "", "21004")],
)
def test_the_municipality_of_a_place(postal_code: str, city: str, nis: str) -> None:
    found = municipality_of(postal_code, city)
    assert found is not None
    assert found.nis == nis


def test_no_such_postal_code() -> None:
    assert municipality_of("0000", "Buitenland") is None
    assert municipality_of("9999x") is None


def test_names_are_compared_without_accents_and_case() -> None:
    assert normal("Liège") == normal("LIEGE")
    assert normal("Sint-Pieters-Leeuw") == normal("sint pieters leeuw")
