"""Words, addresses and search texts as the event database writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openpas.events.event_database.free_text import alternatives
from openpas.events.event_database.parts import Reference, in_dutch, last_segment


@pytest.mark.parametrize(
    ("address", "public_id"),
    [
        ("https://io.uitdatabank.be/event/8f1a", "8f1a"),
        ("https://io.uitdatabank.be/organizers/8f1a/", "8f1a"),
        ("http://127.0.0.1:8000/entry/places/a%20b", "a b"),
        ("D04BE067-FBE7-6633-2351893716796CB5", "D04BE067-FBE7-6633-2351893716796CB5"),
        ("https://io.uitdatabank.be/", ""),
        ("https://io.uitdatabank.be", ""),
        ("//", ""),
        ("", ""),
    ],
)
def test_the_id_in_an_address(address: str, public_id: str) -> None:
    assert last_segment(address) == public_id


def test_names_in_old_and_new_documents() -> None:
    assert in_dutch({"fr": "Salle", "nl": " Zaal "}) == "Zaal"
    assert in_dutch({"fr": "Salle"}) == "Salle"
    assert in_dutch(None) == ""
    old = Reference.model_validate({"id": "x", "name": "Zaal", "address": {"postalCode": "9000"}})
    assert (old.public_id, in_dutch(old.name), old.address and old.address.postal_code) == ("x", "Zaal", "9000")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("jazz concert", (("jazz", "concert"),)),
        ('name.nl:jazz OR "vrije inkom"', (("jazz",), ("vrije inkom",))),
        ("jazz AND NOT blues", (("jazz",),)),
        ("+jazz* -blues !folk koffie~2 bier^3", (("jazz", "koffie", "bier"),)),
        ("(labels:uitpas OR name.\\*:koffie)", (("uitpas",), ("koffie",))),
        ("dateRange:[2025-01-01T00\\:00\\:00%2B01\\:00 TO *] jazz", (("jazz",),)),
        ("De Nachtuilen: 20u", (("De", "Nachtuilen:", "20u"),)),
        ("&#%", (("#%",),)),
        ('" "', ()),
    ],
)
def test_words_of_a_search_text(text: str, words: tuple[tuple[str, ...], ...]) -> None:
    assert alternatives(text) == words


@given(some.text())
def test_every_text_can_be_searched_for(text: str) -> None:
    assert all(word and word == word.strip() for words in alternatives(text) for word in words)
