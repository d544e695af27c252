"""Which tokens are believed (contract/rules.md 3.1)."""

from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.conf import settings

from openpas.demo.cast import Cast
from openpas.identity import signing_keys
from openpas.identity.memory import forget_everything
from openpas.identity.models import ApiClient, SigningKey
from openpas.identity.refusals import ApiNotAllowed, TokenInvalid
from openpas.identity.signing_keys import retire, signing_key
from openpas.identity.tokens import APIS_CLAIM, LIFETIME, issue_client_token, verified
from openpas.runtime import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims() -> dict[str, Any]:
    """What a good token says."""
    now = int(clock.now().timestamp())
    return {
        "iss": settings.OPENPAS_ISSUER,
        "aud": settings.OPENPAS_AUDIENCE,
        "sub": "someone",
        "azp": "someone",
        "iat": now,
        "nbf": now,
        "exp": now + 60,
        APIS_CLAIM: "entry ups",
    }


def signed(claims: dict[str, Any], **header: str) -> str:
    kid, key = signing_key()
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid, **header})


def test_claims_of_a_client_token(cast: Cast) -> None:
    token = issue_client_token(cast.desk_client)
    told = jwt.decode(token, options={"verify_signature": False})
    assert told == {
        "iss": settings.OPENPAS_ISSUER,
        "aud": settings.OPENPAS_AUDIENCE,
        "sub": "cast-desk",
        "azp": "cast-desk",
        "iat": told["iat"],
        "nbf": told["iat"],
        "exp": told["iat"] + 86400,
        "https://publiq.be/publiq-apis": "ups",
    }
    assert jwt.get_unverified_header(token)["alg"] == "RS256"
    assert (verified(token).client_id, verified(token).is_of_client) == ("cast-desk", True)


def test_good_token(claims: dict[str, Any]) -> None:
    assert verified(signed(claims)).subject == "someone"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "https://elsewhere.example"},
        {"exp": 1},
        {"nbf": 4_000_000_000},
        {"exp": None},
        {"sub": None},
        {"aud": None},
    ],
)
def test_wrong_claim(claims: dict[str, Any], wrong: dict[str, Any]) -> None:
    changed = {name: value for name, value in {**claims, **wrong}.items() if value is not None}
    with pytest.raises(TokenInvalid):
        verified(signed(changed))


@pytest.mark.parametrize("apis", [None, "", "entry", "upsilon"])
def test_token_for_another_api(claims: dict[str, Any], apis: str | None) -> None:
    with pytest.raises(ApiNotAllowed):
        verified(signed({**claims, APIS_CLAIM: apis}))


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "é.é.é", "x" * 9000])
def test_what_is_no_token(token: str) -> None:
    with pytest.raises(TokenInvalid):
        verified(token)


def test_unsigned_token(claims: dict[str, Any]) -> None:
    kid, _ = signing_key()
    with pytest.raises(TokenInvalid):
        verified(jwt.encode(claims, "", algorithm="none", headers={"kid": kid}))


def test_token_signed_with_our_public_key_as_a_secret(claims: dict[str, Any]) -> None:
    kid, _ = signing_key()
    secret = SigningKey.objects.get(kid=kid).public_pem.replace("-", "+")
    with pytest.raises(TokenInvalid):
        verified(jwt.encode(claims, secret, algorithm="HS256", headers={"kid": kid}))


def test_token_of_an_unknown_key(claims: dict[str, Any]) -> None:
    with pytest.raises(TokenInvalid):
        verified(signed(claims, kid="unknown"))


def test_token_that_was_changed(claims: dict[str, Any]) -> None:
    head, _, signature = signed(claims).split(".")
    _, other, _ = signed({**claims, "sub": "somebody-else"}).split(".")
    with pytest.raises(TokenInvalid):
        verified(f"{head}.{other}.{signature}")


def test_good_verdict_is_kept_but_not_beyond_the_token(
    cast: Cast, time_machine: Any, django_assert_num_queries: Any
) -> None:
    start = clock.now()
    time_machine.move_to(start, tick=False)
    token = issue_client_token(cast.desk_client)
    verified(token)
    with django_assert_num_queries(0):
        verified(token)
    time_machine.move_to(start + LIFETIME - timedelta(seconds=1), tick=False)
    verified(token)
    time_machine.move_to(start + LIFETIME + timedelta(seconds=1), tick=False)
    with pytest.raises(TokenInvalid):
        verified(token)


def test_private_part_is_stored_encrypted_and_read_again() -> None:
    kid, key = signing_key()
    stored = SigningKey.objects.get(kid=kid)
    assert b"PRIVATE KEY" not in bytes(stored.private_encrypted)
    forget_everything()
    again, same = signing_key()
    assert (again, same.private_numbers()) == (kid, key.private_numbers())
    assert SigningKey.objects.count() == 1


def test_retired_key_is_trusted_while_its_tokens_live(cast: Cast, time_machine: Any) -> None:
    token = issue_client_token(cast.desk_client)
    old, _ = signing_key()
    retire(old)
    assert signing_key()[0] != old
    forget_everything()
    assert verified(token).client_id == "cast-desk"
    time_machine.move_to(clock.now() + signing_keys.STILL_TRUSTED_FOR + timedelta(minutes=1))
    assert old not in signing_keys.public_keys()


def test_client_without_this_api(cast: Cast) -> None:
    ApiClient.objects.filter(pk=cast.desk_client.pk).update(apis=["entry"])
    cast.desk_client.refresh_from_db()
    with pytest.raises(ApiNotAllowed):
        verified(issue_client_token(cast.desk_client))
