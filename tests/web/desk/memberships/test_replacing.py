"""A lost or broken pass at a desk."""

from collections.abc import Callable

from django.test import Client

from openpas.card_systems.models import MembershipPriceRule
from openpas.demo.cast import Cast
from openpas.passholders.models import Card
from openpas.records.models import AuditLine
from tests.enrolment.people import card_at, voucher
from tests.web.conftest import follow, words
from tests.web.desk.memberships.conftest import token

Written = Callable[[], tuple[int, ...]]


def page(cast: Cast) -> str:
    return f"/desk/people/{token(cast.dirk, cast.theatre, cast.bart)}/replace"


def form(cast: Cast, **changes: str) -> dict[str, str]:
    old = Card.objects.get(uitpas_number=cast.bart_number)
    filled = {"region": str(cast.gent.pk), "replaced": str(old.pk), "reason": "LOSS_THEFT", "card": "DIGITAL"}
    return {**filled, "number": "", "voucher": "", **changes}


def test_the_page_says_what_happens_and_what_it_costs(cast: Cast, registering: Client) -> None:
    shown = words(registering.get(page(cast)))
    assert "0900 000 100 207 Deze pas wordt geblokkeerd zodra de nieuwe er is." in shown
    assert "Te betalen € 5,00" in shown
    assert "Punten, voordelen en geschiedenis blijven." in shown


def test_a_new_card_in_the_place_of_the_old_one(cast: Cast, registering: Client) -> None:
    new = card_at(cast.theatre, cast.gent)
    answer = registering.post(page(cast), form(cast, card="NFC_CARD", number=new.uitpas_number))
    told = follow(registering, answer)
    assert "De nieuwe pas werkt. De oude is geblokkeerd." in told
    assert "Betaald € 5,00" in told
    new.refresh_from_db()
    assert (new.status, new.membership.passholder_id) == ("ACTIVE", cast.bart.pk)  # type: ignore[union-attr]
    assert Card.objects.get(uitpas_number=cast.bart_number).status == "BLOCKED"
    line = AuditLine.objects.get(action="card.replace")
    assert line.details == {"reason": "LOSS_THEFT", "card_id": new.pk}


def test_scanning_shows_the_price_and_does_nothing_yet(cast: Cast, registering: Client, written: Written) -> None:
    new = card_at(cast.theatre, cast.gent)
    before = written()
    answer = registering.post(page(cast), form(cast, card="NFC_CARD", number=new.uitpas_number, step="price"))
    assert answer.status_code == 200
    assert "Te betalen € 5,00" in words(answer)
    assert written() == before


def test_the_price_of_a_broken_pass_and_a_voucher(cast: Cast, registering: Client) -> None:
    kind = voucher(cast.gent).type
    digital = {"card_system": cast.gent, "card_type": "DIGITAL", "label": "x", "description": "x"}
    grown_up = {"age_from": 18, "has_social_tariff": False}
    MembershipPriceRule.objects.create(**digital, **grown_up, reason="DEFECT", price_cents=250)
    MembershipPriceRule.objects.create(**digital, voucher_type=kind, price_cents=0)
    assert "Te betalen € 2,50" in words(registering.post(page(cast), form(cast, reason="DEFECT", step="live")))
    assert "Te betalen Gratis" in words(registering.post(page(cast), form(cast, voucher="zomer-1", step="live")))
    told = follow(registering, registering.post(page(cast), form(cast, voucher="zomer-1")))
    assert "Betaald Gratis" in told


def test_refusals_stand_beside_the_field(cast: Cast, registering: Client, written: Written) -> None:
    elsewhere = card_at(cast.club, cast.gent)
    other_box = card_at(cast.theatre, cast.gent, social=True)
    other_region = card_at(cast.theatre, cast.dender)
    before = written()
    for number, said in (
        ("", "Scan de nieuwe kaart, of typ de 13 cijfers."),
        ("0900000100018", "13 cijfers"),
        (cast.amina_number, "Deze kaart is al van iemand. Neem een andere kaart."),
        (elsewhere.uitpas_number, "Deze kaart ligt in de voorraad van een andere balie."),
        (other_box.uitpas_number, "Deze kaart komt uit de andere doos. Neem voor deze pashouder een kaart met 0 als"),
        (other_region.uitpas_number, "Deze kaart past niet bij deze pashouder."),
    ):
        answer = registering.post(page(cast), form(cast, card="NFC_CARD", number=number))
        assert answer.status_code == 422
        assert said in words(answer)
        assert 'href="#number"' in answer.content.decode()
    wrong_voucher = registering.post(page(cast), form(cast, voucher="NIETS"))
    assert "Deze voucher is niet geldig of al gebruikt." in words(wrong_voucher)
    assert written() == before


def test_a_card_that_was_replaced_meanwhile_is_not_replaced_again(cast: Cast, registering: Client) -> None:
    late = form(cast)
    registering.post(page(cast), {**late, "nonce": "one"})
    answer = registering.post(page(cast), {**late, "nonce": "two"})
    assert answer.status_code == 422
    assert "Deze kaart is intussen al vervangen." in words(answer)
    assert Card.objects.filter(membership__passholder=cast.bart).count() == 2


def test_the_same_form_twice_replaces_once(cast: Cast, registering: Client) -> None:
    new = card_at(cast.theatre, cast.gent)
    voucher(cast.gent)
    filled = form(cast, card="NFC_CARD", number=new.uitpas_number, voucher="ZOMER-1")
    once, address = {**filled, "nonce": "same"}, page(cast)
    first, second = (registering.post(address, once) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert Card.objects.filter(membership__passholder=cast.bart).count() == 2


def test_somebody_with_the_status_keeps_it(cast: Cast, registering: Client) -> None:
    at_page = f"/desk/people/{token(cast.dirk, cast.theatre, cast.amina)}/replace"
    old = Card.objects.get(uitpas_number=cast.amina_number)
    new = card_at(cast.theatre, cast.gent, social=True)
    assert "Te betalen € 1,00" in words(registering.get(at_page))
    filled = form(cast, replaced=str(old.pk), card="NFC_CARD", number=new.uitpas_number)
    told = follow(registering, registering.post(at_page, filled))
    assert "statuut" not in told.lower()
    membership = cast.amina.memberships.get()
    assert membership.social_tariff_ends_on is not None
    assert membership.cards.get(status="ACTIVE").pk == new.pk


def test_who_may_not_write_or_is_of_another_region_sees_nothing(
    cast: Cast, in_aalst: Client, registering: Client, written: Written
) -> None:
    before = written()
    mine = page(cast)
    theirs = f"/desk/people/{token(cast.eva, cast.aalst, cast.bart)}/replace"
    for client, address in ((in_aalst, theirs), (in_aalst, mine)):
        for answer in (client.get(address), client.post(address, form(cast))):
            assert answer.status_code in (403, 404)
            assert "Bart" not in words(answer)
    assert written() == before
