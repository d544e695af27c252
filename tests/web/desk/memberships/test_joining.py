"""Somebody joins a region of this desk, also who stands here from another region."""

from collections.abc import Callable

from django.test import Client

from openpas.demo.builders import Offer, reward
from openpas.demo.cast import Cast
from openpas.entitlement.models import Attest
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.records.models import AccessLine
from openpas.rewards.models import WelcomeGrant
from openpas.runtime import clock
from tests.desk_rights import let_desk_only
from tests.enrolment.people import card_at
from tests.web.conftest import at, follow, words
from tests.web.desk.memberships.conftest import token

Written = Callable[[], tuple[int, ...]]


def page(cast: Cast, person: Passholder) -> str:
    return f"/desk/people/{token(cast.eva, cast.aalst, person)}/join"


def form(cast: Cast, **changes: str) -> dict[str, str]:
    return {"region": str(cast.dender.pk), "card": "KEEP", "number": "", "voucher": "", "status": "no", **changes}


def proof() -> dict[str, str]:
    today = brussels_day(clock.now())
    ends_on = last_of_april_next_year(today).isoformat()
    return {"status": "yes", "kind": "LIVING_WAGE", "note": "", "seen_on": today.isoformat(), "ends_on": ends_on}


def lives_in_aalst(person: Passholder) -> None:
    Passholder.objects.filter(pk=person.pk).update(municipality_nis="41002", city="Aalst", postal_code="9300")


def test_of_another_region_one_sees_who_it_is_and_nothing_else(cast: Cast, in_aalst: Client) -> None:
    shown = words(in_aalst.get(page(cast, cast.amina)))
    assert "Lid maken van UiTPAS Dender" in shown
    assert "Amina Aziz , geboren op 17 mei 1990" in shown
    assert "Te betalen € 5,00" in shown
    for hidden in (
        "Voorbeeldstraat",
        "9000",
        "example.org",
        cast.amina_number,
        "0900 000 100 017",
        "Gent",
        "12 punten",
    ):
        assert hidden not in shown
    assert AccessLine.objects.filter(passholder_id=cast.amina.pk, purpose="desk.who").count() == 1


def test_with_the_pass_that_is_there(cast: Cast, in_aalst: Client) -> None:
    reward(cast.dender, cast.aalst, Offer("aalst-welcome", "Welkom in Aalst", 0), clock.now())
    told = follow(in_aalst, in_aalst.post(page(cast, cast.bart), form(cast)))
    assert "Lid van UiTPAS Dender. De punten blijven dezelfde." in told
    assert "Lidmaatschap van een UiTPAS-regio" in told
    assert "Betaald € 5,00" in told
    assert "0900 000 100 207" in told
    joined = CardSystemMembership.objects.get(passholder=cast.bart, card_system=cast.dender)
    assert (joined.social_tariff_ends_on, joined.cards.count()) == (None, 0)
    assert Card.objects.get(uitpas_number=cast.bart_number).status == "ACTIVE"
    assert WelcomeGrant.objects.filter(passholder=cast.bart, reward__public_id="aalst-welcome").count() == 1


def test_with_a_new_card(cast: Cast, in_aalst: Client) -> None:
    new = card_at(cast.aalst, cast.dender)
    told = follow(in_aalst, in_aalst.post(page(cast, cast.bart), form(cast, card="NFC_CARD", number=new.uitpas_number)))
    assert "Betaald € 5,00" in told
    new.refresh_from_db()
    assert (new.status, new.membership.card_system) == ("ACTIVE", cast.dender)  # type: ignore[union-attr]
    assert Card.objects.get(uitpas_number=cast.bart_number).status == "ACTIVE"


def test_with_the_status_a_new_pass_and_a_proof(cast: Cast, in_aalst: Client, written: Written) -> None:
    lives_in_aalst(cast.bart)
    before = written()
    kept = in_aalst.post(page(cast, cast.bart), form(cast, **proof()))
    assert (kept.status_code, written() == before) == (422, True)
    assert "Met het statuut hoort een nieuwe pas van deze regio." in words(kept)
    told = follow(in_aalst, in_aalst.post(page(cast, cast.bart), form(cast, card="DIGITAL", **proof())))
    assert "Betaald € 1,00" in told
    joined = CardSystemMembership.objects.get(passholder=cast.bart, card_system=cast.dender)
    assert joined.social_tariff_ends_on is not None
    assert joined.cards.get().is_social
    assert Attest.objects.get().membership == joined


def test_who_lives_elsewhere_is_shown_the_way_to_moving(cast: Cast, in_aalst: Client, written: Written) -> None:
    shown = in_aalst.get(page(cast, cast.bart)).content.decode()
    assert "kan hier geen kansentarief krijgen" in shown
    assert page(cast, cast.bart).rsplit("/", 1)[1] == "join"
    before = written()
    refused = in_aalst.post(page(cast, cast.bart), form(cast, card="DIGITAL", **proof()))
    assert (refused.status_code, written() == before) == (422, True)


def test_the_same_form_twice_joins_once(cast: Cast, in_aalst: Client) -> None:
    address, once = page(cast, cast.bart), form(cast, nonce="same")
    first, second = (in_aalst.post(address, once) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert CardSystemMembership.objects.filter(passholder=cast.bart).count() == 2
    assert "Al lid van deze regio" in words(in_aalst.get(address))


def test_a_desk_that_does_not_grant_is_not_asked_about_a_status(cast: Cast, prices: None, written: Written) -> None:
    let_desk_only(
        cast.aalst,
        (Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_WRITE, Permission.MEMBERSHIP_PRICES_READ),
    )
    lives_in_aalst(cast.bart)
    client = at(cast.eva, cast.aalst)
    assert "recht op het kansentarief" not in words(client.get(page(cast, cast.bart)))
    before = written()
    refused = client.post(page(cast, cast.bart), form(cast, card="DIGITAL", **proof()))
    assert (refused.status_code, written() == before) == (422, True)


def test_a_check_in_desk_makes_nobody_a_member(cast: Cast, prices: None, written: Written) -> None:
    client = at(cast.eva, cast.aalst)
    before = written()
    for answer in (client.get(page(cast, cast.bart)), client.post(page(cast, cast.bart), form(cast))):
        assert answer.status_code == 403
        assert "Bart" not in words(answer)
    assert written() == before


def test_the_receipt_is_mailed_when_asked(
    cast: Cast, in_aalst: Client, mailoutbox: list[object], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    receipt = in_aalst.post(page(cast, cast.bart), form(cast)).headers["Location"]
    wrong = in_aalst.post(receipt, {"email": "geen adres"})
    assert (wrong.status_code, mailoutbox) == (422, [])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        told = follow(in_aalst, in_aalst.post(receipt, {"to": "known"}))
    assert "Het bewijs is gemaild." in told
    [mail] = mailoutbox
    assert mail.to == ["bart+uitpas@example.org"]  # type: ignore[attr-defined]
    assert "Betaald: € 5,00" in mail.body.replace("\N{NO-BREAK SPACE}", " ")  # type: ignore[attr-defined]
    for hidden in ("Bart", "D'Hondt", "statuut", "kansentarief"):
        assert hidden not in mail.body  # type: ignore[attr-defined]
