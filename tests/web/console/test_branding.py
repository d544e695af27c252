"""The colour of a region on the page of the region."""

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.identity.models import User
from tests.web.conftest import follow, words
from tests.web.console.conftest import Browser


def test_a_region_chooses_its_colour_and_gives_it_back(cast: Cast, hanne: User, browser: Browser) -> None:
    client = browser(hanne)
    address = f"/console/regions/{cast.gent.pk}"
    assert "Geen eigen kleur" not in words(client.get(address))

    told = follow(client, client.post(f"{address}/colour", {"colour": "#e6007e"}))

    assert "Bewaard. De balies van deze regio dragen nu deze kleur." in told
    assert 'value="#e6007e"' in client.get(address).content.decode()

    told = follow(client, client.post(f"{address}/colour", {"do": "house"}))

    assert "De balies van deze regio dragen weer de kleur van Openpas." in told
    assert CardSystem.objects.get(pk=cast.gent.pk).primary_color == ""


def test_a_faint_colour_is_shown_darker_and_that_is_said(cast: Cast, hanne: User, browser: Browser) -> None:
    client = browser(hanne)

    told = follow(client, client.post(f"/console/regions/{cast.gent.pk}/colour", {"colour": "#ffd800"}))

    assert "De kleur was te licht om goed te lezen: we tonen ze iets donkerder." in told


def test_what_is_no_colour_is_told_and_not_kept(cast: Cast, hanne: User, browser: Browser) -> None:
    client = browser(hanne)

    for wrong in ("rood", ""):
        told = follow(client, client.post(f"/console/regions/{cast.gent.pk}/colour", {"colour": wrong}))
        assert "Dat is geen kleur." in told

    assert CardSystem.objects.get(pk=cast.gent.pk).primary_color == ""


def test_another_region_is_refused(cast: Cast, hanne: User, browser: Browser) -> None:
    client = browser(hanne)

    response = client.post(f"/console/regions/{cast.dender.pk}/colour", {"colour": "#e6007e"})

    assert response.status_code == 403
    assert CardSystem.objects.get(pk=cast.dender.pk).primary_color == ""
