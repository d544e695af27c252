"""Passwords are typed into fields that hide them and that password managers know (OWASP ASVS 5.0, 6.2.6 and 6.2.7)."""

import re

import pytest
from django.test import Client

from openpas.identity.models import User
from openpas.identity.sign_in.mailed_links import token_of
from openpas.identity.sign_in.rules import RESET_LIVES

FIELD = re.compile(r'<input\b[^>]*name="password"[^>]*>')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "kind"), [("/account/sign-in", "current-password"), ("/account/password/{token}", "new-password")]
)
def test_password_managers_are_at_home(client: Client, path: str, kind: str) -> None:
    vera = User.objects.create_user("vera@example.org", "Vera", "zeven blauwe eenden")
    page = client.get(path.format(token=token_of(vera, "reset password", RESET_LIVES))).content.decode()

    (field,) = FIELD.findall(page)

    assert 'type="password"' in field
    assert f'autocomplete="{kind}"' in field
    assert "maxlength" not in field
    assert "onpaste" not in page
