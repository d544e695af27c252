"""What is written cannot be read without the key, and is found again with the other one."""

import base64

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from openpas.records.encryption import blind_index, decrypt, encrypt

INSZ = "83030201540"
ANOTHER_KEY = base64.b64encode(b"k" * 32).decode()


@given(st.text())
def test_what_is_encrypted_is_read_again(text: str) -> None:
    assert decrypt(encrypt(text)) == text


def test_the_same_text_never_looks_the_same_and_never_shows() -> None:
    stored = {encrypt(INSZ) for _ in range(50)}
    assert len(stored) == 50
    assert not any(INSZ.encode() in one for one in stored)


def test_the_database_gives_a_memoryview() -> None:
    assert decrypt(memoryview(encrypt(INSZ))) == INSZ


def test_another_key_or_another_byte_reads_nothing(settings: Settings) -> None:
    stored = encrypt(INSZ)
    with pytest.raises(InvalidTag):
        decrypt(stored[:-1] + bytes([stored[-1] ^ 1]))
    settings.OPENPAS_FIELD_KEY = ANOTHER_KEY
    with pytest.raises(InvalidTag):
        decrypt(stored)


def test_the_index_finds_the_same_text_only(settings: Settings) -> None:
    found = blind_index(INSZ)
    assert len(found) == 32
    assert found == blind_index(INSZ) != blind_index("36051380284")
    settings.OPENPAS_INDEX_KEY = ANOTHER_KEY
    assert blind_index(INSZ) != found
