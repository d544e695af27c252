"""The doubles of a demo, and the addresses that an administrator allows."""

from pathlib import Path

import httpx
import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.entitlement.doubles.people import HILDE
from openpas.entitlement.doubles.together import doubles
from openpas.entitlement.management.commands.government_doubles import Command
from openpas.entitlement.models import ReturnAddress
from openpas.identity.external.issuers import issuers
from tests.api.answers import told
from tests.entitlement.traveller import Traveller

PAGE = "https://uitpas.example.org/back"


def test_the_doubles_of_a_demo_are_used_while_they_run(
    cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPENPAS_DEMO = True
    settings.OPENPAS_GOVERNMENT = tmp_path / "government.toml"
    settings.OPENPAS_ISSUERS = tmp_path / "issuers.toml"
    shown = {}

    def travel(_ends: object) -> None:
        assert [issuer.title for issuer in issuers().values()] == ["Aanmelden met itsme of eID (proef)"]
        traveller = Traveller(PAGE)
        shown.update(told(traveller.information(traveller.token(HILDE.insz))))

    monkeypatch.setattr(Command, "wait", staticmethod(travel))
    call_command("allow_return_address", "cast-desk", PAGE)
    call_command("government_doubles")
    assert (shown["user"]["hasSocialTariff"], len(shown["children"])) == (True, 2)
    assert not settings.OPENPAS_GOVERNMENT.exists()
    assert not settings.OPENPAS_ISSUERS.exists()


def test_issuers_that_somebody_configured_are_left_alone(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "issuers.toml"
    path.write_text("own_accounts = true\n")
    with doubles(tmp_path / "government.toml", tmp_path / "certificates", path):
        assert path.read_text() == "own_accounts = true\n"
    assert path.exists()


def test_no_doubles_outside_a_demo_or_in_place_of_the_real_thing(settings: Settings, tmp_path: Path) -> None:
    settings.OPENPAS_GOVERNMENT = tmp_path / "government.toml"
    settings.OPENPAS_DEMO = False
    with pytest.raises(CommandError, match="anybody signs in as anybody"):
        call_command("government_doubles")
    settings.OPENPAS_DEMO = True
    settings.OPENPAS_GOVERNMENT.write_text("[identity_provider]\n")
    with pytest.raises(CommandError, match="not written by the doubles"):
        call_command("government_doubles")
    assert settings.OPENPAS_GOVERNMENT.read_text() == "[identity_provider]\n"


def test_an_address_belongs_to_one_client(cast: Cast) -> None:
    call_command("allow_return_address", "cast-desk", PAGE)
    call_command("allow_return_address", "cast-stranger", PAGE)
    assert ReturnAddress.objects.get().client == cast.stranger_client


@pytest.mark.parametrize(("client_id", "address"), [("nobody", PAGE), ("cast-desk", "http://uitpas.example.org/")])
def test_an_address_that_is_not_allowed(cast: Cast, client_id: str, address: str) -> None:
    with pytest.raises(CommandError):
        call_command("allow_return_address", client_id, address)
    assert not ReturnAddress.objects.exists()


def test_the_page_where_people_sign_in(cast: Cast, government_services: None) -> None:
    call_command("allow_return_address", "cast-desk", PAGE)
    address = Traveller(PAGE).start()["Location"]
    page = httpx.get(address, trust_env=False).text
    assert "Hilde Maria Hermans" in page
    assert "Annuleren" in page
