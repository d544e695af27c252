"""The command that makes the first manager of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from openpas.demo.cast import Cast
from openpas.identity.models import Invitation, Manager

pytestmark = pytest.mark.django_db


def test_the_first_manager(db: None) -> None:
    said = StringIO()
    call_command("invite_manager", "jana@example.org", stdout=said)
    assert said.getvalue() == "jana@example.org was invited to look after the whole installation.\n"
    assert Manager.objects.get().card_system is None
    assert Invitation.objects.get().invited_by == "system:installation"


def test_a_manager_of_a_region(cast: Cast) -> None:
    call_command("invite_manager", "jana@example.org", region=cast.gent.pk, stdout=StringIO())
    assert Manager.objects.get().card_system == cast.gent


def test_what_cannot_be(cast: Cast) -> None:
    with pytest.raises(CommandError, match="There is no region 99"):
        call_command("invite_manager", "jana@example.org", region=99)
    with pytest.raises(CommandError, match="several people read"):
        call_command("invite_manager", "info@example.org")
    assert not Manager.objects.exists()
