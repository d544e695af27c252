import base64
import json
import stat

import pytest

from openpas.runtime.home import Home
from openpas.runtime.secret_keys import SecretKeys

KEY = base64.b64encode(bytes(32)).decode()


def test_keys_are_made_once_and_closed_to_others(home: Home) -> None:
    made = SecretKeys.of(home.secrets, {})

    assert SecretKeys.of(home.secrets, {}) == made
    assert stat.S_IMODE(home.secrets.stat().st_mode) == 0o600
    assert {len(base64.b64decode(key)) for key in json.loads(home.secrets.read_text()).values()} == {32}


def test_the_environment_goes_before_the_home(home: Home) -> None:
    kept = SecretKeys.of(home.secrets, {})
    named = SecretKeys.of(home.secrets, {"OPENPAS_FIELD_KEY": KEY})

    assert named.field_key == KEY
    assert named.index_key == kept.index_key


def test_nothing_is_written_where_all_are_named(home: Home) -> None:
    names = ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY", "CLIENT_SECRET_PEPPER")
    SecretKeys.of(home.secrets, {f"OPENPAS_{name}": KEY for name in names})

    assert not home.secrets.exists()


def test_a_key_of_another_length_is_refused(home: Home) -> None:
    with pytest.raises(ValueError, match="OPENPAS_INDEX_KEY must be 32 bytes"):
        SecretKeys.of(home.secrets, {"OPENPAS_INDEX_KEY": base64.b64encode(b"short").decode()})
