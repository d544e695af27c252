"""Moving house in one action: what follows is told first, then done."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from openpas.demo.builders import add_cities
from openpas.demo.cast import Cast
from openpas.entitlement.models import Attest
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.passholders.models import Card, CardSystemMembership, Passholder, PointsAccount
from openpas.records.models import OutboxMessage
from openpas.runtime import clock
from tests.desk_rights import let_desk_only
from tests.web.conftest import at, follow, words
from tests.web.desk.memberships.conftest import WRITES, token

Written = Callable[[], tuple[int, ...]]
AALST = {"street": "Molenstraat 4", "postal_code": "9300", "city": "Aalst"}
GENTBRUGGE = {"street": "Brusselsesteenweg 1", "postal_code": "9050", "city": "Gent"}


def here(cast: Cast, person: Passholder) -> str:
    return f"/desk/people/{token(cast.dirk, cast.theatre, person)}/move"


def there(cast: Cast, person: Passholder) -> str:
    return f"/desk/people/{token(cast.eva, cast.aalst, person)}/move"


def along() -> dict[str, str]:
    today = brussels_day(clock.now())
    ends_on = last_of_april_next_year(today).isoformat()
    return {"status": "along", "kind": "LIVING_WAGE", "seen_on": today.isoformat(), "ends_on": ends_on}


def nis(person: Passholder) -> str:
    return Passholder.objects.get(pk=person.pk).municipality_nis


def test_within_the_region(cast: Cast, registering: Client, written: Written) -> None:
    add_cities(cast.gent, [("9050", "Gentbrugge")])
    before = written()
    shown = words(registering.post(here(cast, cast.amina), {**GENTBRUGGE, "step": "look"}))
    assert "Brusselsesteenweg 1, 9050 Gent" in shown
    assert "Dezelfde pas" in shown
    assert "Dezelfde punten" in shown
    assert "Blijft lid van UiTPAS Regio Gent" in shown
    assert "Te betalen" not in shown
    assert written() == before
    answer = registering.post(here(cast, cast.amina), {**GENTBRUGGE, "step": "do"})
    assert answer.headers["Location"].startswith("/desk/people/")
    amina = Passholder.objects.get(pk=cast.amina.pk)
    assert (amina.street, amina.postal_code, amina.municipality_nis) == ("Brusselsesteenweg 1", "9050", "44021")
    assert amina.memberships.get().social_tariff_ends_on is not None


def test_to_another_region_with_the_same_pass_and_points(cast: Cast, in_aalst: Client) -> None:
    shown = words(in_aalst.post(there(cast, cast.bart), {**AALST, "step": "look"}))
    assert "Wordt lid van UiTPAS Dender" in shown
    assert "Te betalen € 5,00" in shown
    for hidden in ("Voorbeeldstraat", "Gent", cast.bart_number, "statuut"):
        assert hidden not in shown
    told = follow(in_aalst, in_aalst.post(there(cast, cast.bart), {**AALST, "step": "do"}))
    assert "De verhuis is bewaard. Dezelfde pas en dezelfde punten." in told
    assert "Betaald € 5,00" in told
    assert nis(cast.bart) == "41002"
    assert {row.card_system_id for row in cast.bart.memberships.all()} == {cast.gent.pk, cast.dender.pk}
    assert Card.objects.get(membership__passholder=cast.bart).uitpas_number == cast.bart_number
    assert PointsAccount.objects.get(passholder=cast.bart).points == 3


def test_the_status_goes_along_for_a_proof(cast: Cast, in_aalst: Client) -> None:
    shown = words(in_aalst.post(there(cast, cast.amina), {**AALST, "step": "look"}))
    assert "Het statuut in UiTPAS Regio Gent stopt Het kan mee naar UiTPAS Dender: kies hieronder." in shown
    assert "Te betalen € 1,00" in shown
    later = in_aalst.post(there(cast, cast.amina), {**AALST, "step": "live", "status": "later"})
    assert "Te betalen € 5,00" in words(later)
    told = follow(in_aalst, in_aalst.post(there(cast, cast.amina), {**AALST, "step": "do", **along()}))
    assert "Betaald € 1,00" in told
    old = CardSystemMembership.objects.get(passholder=cast.amina, card_system=cast.gent)
    new = CardSystemMembership.objects.get(passholder=cast.amina, card_system=cast.dender)
    assert (old.social_tariff_ends_on, old.is_blocked) == (None, False)
    assert new.social_tariff_ends_on == last_of_april_next_year(brussels_day(clock.now()))
    assert Attest.objects.get().membership == new
    assert Card.objects.get(membership__passholder=cast.amina).uitpas_number == cast.amina_number
    assert OutboxMessage.objects.filter(kind="SocialTariffEnded").count() == 1


def test_or_is_shown_again_later(cast: Cast, in_aalst: Client) -> None:
    told = follow(in_aalst, in_aalst.post(there(cast, cast.amina), {**AALST, "step": "do", "status": "later"}))
    assert "Betaald € 5,00" in told
    assert not CardSystemMembership.objects.filter(passholder=cast.amina, social_tariff_ends_on__isnull=False).exists()
    assert not Attest.objects.exists()


def test_a_status_never_lapses_in_silence(cast: Cast, in_aalst: Client, written: Written) -> None:
    before = written()
    answer = in_aalst.post(there(cast, cast.amina), {**AALST, "step": "do"})
    assert answer.status_code == 422
    assert "Duid aan of het statuut meegaat." in words(answer)
    assert (nis(cast.amina), written() == before) == ("44021", True)


def test_a_proof_that_is_missing(cast: Cast, in_aalst: Client, written: Written) -> None:
    before = written()
    answer = in_aalst.post(there(cast, cast.amina), {**AALST, "step": "do", **along(), "kind": ""})
    assert answer.status_code == 422
    assert "Kies wat je zag." in words(answer)
    assert (nis(cast.amina), written() == before) == ("44021", True)


def test_a_desk_that_cannot_take_it_along_sends_the_person_on(
    cast: Cast, registering: Client, written: Written
) -> None:
    """Dirk works in the old region, Eva's desk may not grant: neither lets a status lapse, nor says there is one."""
    let_desk_only(cast.aalst, WRITES)
    eva, before = at(cast.eva, cast.aalst), written()
    for client, address in ((registering, here(cast, cast.amina)), (eva, there(cast, cast.amina))):
        for step in ("look", "do"):
            answer = client.post(address, {**AALST, "step": step, "status": "later"})
            assert answer.status_code == 422
            told = words(answer)
            assert "Verhuizen naar Aalst kan niet aan deze balie." in told
            assert "statuut" not in told.split("Verhuizen naar Aalst", 1)[1].split("Nieuw adres")[0]
    assert (nis(cast.amina), written() == before) == ("44021", True)


def test_from_the_old_region_without_a_status(cast: Cast, registering: Client) -> None:
    shown = words(registering.post(here(cast, cast.bart), {**AALST, "step": "look"}))
    assert "Blijft lid van UiTPAS Regio Gent" in shown
    registering.post(here(cast, cast.bart), {**AALST, "step": "do"})
    assert (nis(cast.bart), cast.bart.memberships.count()) == ("41002", 1)


def test_an_expired_status_stays_where_it_was(cast: Cast, in_aalst: Client) -> None:
    expired = brussels_day(clock.now()) - timedelta(days=60)
    CardSystemMembership.objects.filter(passholder=cast.amina).update(social_tariff_ends_on=expired)
    shown = words(in_aalst.post(there(cast, cast.amina), {**AALST, "step": "look"}))
    assert "Gaat het statuut mee?" not in shown


def test_addresses_that_are_not_right(cast: Cast, registering: Client, in_aalst: Client, written: Written) -> None:
    before = written()
    for changes, said in (
        ({"street": ""}, "Vul dit in."),
        ({"postal_code": "9999"}, "Deze postcode bestaat niet in België."),
        ({"city": "Brugge"}, "Bij 9300 horen: Aalst. Kies een van deze namen."),
        ({"street": "Voorbeeldstraat 1", "postal_code": "9000", "city": "Gent"}, "Dit is het adres dat we al kennen."),
    ):
        answer = registering.post(here(cast, cast.bart), {**AALST, **changes, "step": "look"})
        assert answer.status_code == 422
        assert said in words(answer)
    elsewhere = in_aalst.post(there(cast, cast.bart), {**GENTBRUGGE, "step": "look"})
    assert "Deze gemeente ligt niet in een UiTPAS-regio van deze balie." in words(elsewhere)
    moved = in_aalst.post(there(cast, cast.bart), {**GENTBRUGGE, "step": "do"})
    assert moved.status_code == 422
    assert (nis(cast.bart), written() == before) == ("44021", True)


def test_the_same_form_twice_moves_once(cast: Cast, in_aalst: Client) -> None:
    address, once = there(cast, cast.bart), {**AALST, "step": "do", "nonce": "same"}
    first, second = (in_aalst.post(address, once) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert OutboxMessage.objects.filter(kind="PassholderMoved").count() == 1


def test_a_desk_without_the_right_moves_nobody(cast: Cast, prices: None, written: Written) -> None:
    client, before = at(cast.eva, cast.aalst), written()
    for answer in (client.get(there(cast, cast.bart)), client.post(there(cast, cast.bart), {**AALST, "step": "do"})):
        assert answer.status_code == 403
    assert written() == before
