"""The words for each cent."""

from openpas.tariffs.rules.explaining import percent_in_words, shares_explained
from openpas.tariffs.rules.split import apply
from tests.tariffs.written import split


def dutch(written: str, price_cents: int) -> list[str]:
    parts = split(written)
    return [line.text.nl for line in shares_explained(parts, price_cents, apply(parts, price_cents))]


def test_exact_shares_have_no_remark() -> None:
    assert dutch("holder 20 % of total, local 40 % of total, organizer rest", 1000) == [
        "€ 2,00: de pashouder draagt 20 % van € 10,00.",
        "€ 4,00: de gemeente draagt 40 % van € 10,00.",
        "€ 4,00: de organisator draagt de rest.",
    ]


def test_what_is_cut_says_so() -> None:
    limited = "Begrensd: niet meer dan er overblijft, en de pashouder minstens 1 cent."
    assert dutch("holder 1.50, flemish 7.00, organizer rest", 500) == [
        "€ 1,50: de pashouder draagt een vast bedrag van € 1,50.",
        f"€ 3,50: de Vlaamse overheid draagt een vast bedrag van € 7,00. {limited}",
        "€ 0,00: de organisator draagt de rest.",
    ]
    assert (
        dutch("holder 20 % of total, organizer rest", 2)[0] == f"€ 0,01: de pashouder draagt 20 % van € 0,02. {limited}"
    )


def test_an_organizer_without_a_share_carries_the_rest() -> None:
    assert dutch("holder 33.33 % of total", 1000) == [
        "€ 3,33: de pashouder draagt 33,33 % van € 10,00. Afgerond op de cent.",
        "€ 6,67: de organisator draagt de rest.",
    ]


def test_percentages_as_people_read_them() -> None:
    assert [percent_in_words(points) for points in (2000, 1250, 1005, 1, 0)] == ["20", "12,5", "10,05", "0,01", "0"]
