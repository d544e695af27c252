"""The social tariff at a desk that grants it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.entitlement.models import Attest
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.records.encryption import decrypt
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.runtime import clock
from tests.enrolment.people import card_at
from tests.web.conftest import follow, words
from tests.web.desk.memberships.conftest import token

Written = Callable[[], tuple[int, ...]]


def today() -> date:
    return brussels_day(clock.now())


def page(cast: Cast, person: Passholder) -> str:
    return f"/desk/people/{token(cast.dirk, cast.theatre, person)}/status"


def proof(cast: Cast, **changes: str) -> dict[str, str]:
    filled = {"region": str(cast.gent.pk), "do": "extend", "kind": "LIVING_WAGE", "note": ""}
    days = {"seen_on": today().isoformat(), "ends_on": last_of_april_next_year(today()).isoformat()}
    return {**filled, **days, **changes}


def ends(cast: Cast, **changes: object) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(**changes)


@pytest.mark.parametrize(
    ("ends_in", "suspended_in", "said"),
    [
        (100, None, "Actief tot en met"),
        (20, None, "Loopt af op"),
        (-5, None, "In de overgangsperiode, nog tot en met"),
        (-40, None, "Vervallen sinds"),
        (100, 10, "Geschorst tot en met"),
    ],
)
def test_the_status_in_plain_words(
    cast: Cast, granting: Client, ends_in: int, suspended_in: int | None, said: str
) -> None:
    until = None if suspended_in is None else today() + timedelta(days=suspended_in)
    ends(cast, social_tariff_ends_on=today() + timedelta(days=ends_in), social_tariff_suspended_until=until)
    shown = words(granting.get(page(cast, cast.amina)))
    assert f"UiTPAS Regio Gent {said}" in shown
    assert "Verleng het statuut" in shown


def test_extending_keeps_the_card_and_remembers_what_was_seen(cast: Cast, granting: Client) -> None:
    ends(cast, social_tariff_ends_on=today() - timedelta(days=40))
    told = follow(granting, granting.post(page(cast, cast.amina), proof(cast)))
    assert "Het statuut is verlengd. Dezelfde pas blijft werken." in told
    assert "Leefloon, gezien op" in told
    assert "door Theater De Vlieger" in told
    membership = cast.amina.memberships.get()
    assert membership.social_tariff_ends_on == last_of_april_next_year(today())
    assert Card.objects.get(uitpas_number=cast.amina_number).status == "ACTIVE"
    kept = Attest.objects.get()
    assert (kept.membership, kept.organizer, kept.recorded_by) == (membership, cast.theatre, f"user:{cast.dirk.pk}")
    assert (kept.kind, kept.seen_on, kept.ends_on) == ("LIVING_WAGE", today(), membership.social_tariff_ends_on)
    assert OutboxMessage.objects.filter(kind="AttestRecorded").count() == 1
    line = AuditLine.objects.get(action="attest.record")
    assert "LIVING_WAGE" not in str(line.details)


def test_another_proof_is_described_and_kept_encrypted(cast: Cast, granting: Client) -> None:
    granting.post(page(cast, cast.amina), proof(cast, kind="OTHER", note="brief van de school"))
    kept = Attest.objects.get()
    assert kept.note_encrypted is not None
    assert decrypt(kept.note_encrypted) == "brief van de school"
    assert b"school" not in bytes(kept.note_encrypted)


def test_refusals_stand_beside_the_field(cast: Cast, granting: Client, written: Written) -> None:
    before = written()
    tomorrow, long_ago = today() + timedelta(days=1), today() - timedelta(days=400)
    for changes, field, said in (
        ({"kind": ""}, "kind", "Kies wat je zag."),
        ({"kind": "BRIBE"}, "kind", "Kies wat je zag."),
        ({"kind": "OTHER"}, "note", "Schrijf kort wat voor bewijs het is."),
        ({"seen_on": tomorrow.isoformat()}, "seen_on", "Deze dag moet nog komen."),
        ({"seen_on": long_ago.isoformat()}, "seen_on", "Dat is meer dan een jaar geleden."),
        ({"ends_on": today().isoformat()}, "ends_on", "Kies een einddatum die nog moet komen"),
        ({"ends_on": f"{today().year + 2}-01-01"}, "ends_on", "ten laatste 31 december van volgend jaar"),
        ({"ends_on": "morgen"}, "ends_on", "Kies een dag."),
    ):
        answer = granting.post(page(cast, cast.amina), proof(cast, **changes))
        assert answer.status_code == 422
        assert said in words(answer)
        assert f'href="#{field}"' in answer.content.decode()
    assert written() == before
    assert not Attest.objects.exists()


def test_who_never_had_it_gets_it_with_a_pass_for_it(cast: Cast, granting: Client) -> None:
    assert "Geen kansenstatuut" in words(granting.get(page(cast, cast.bart)))
    assert "Te betalen € 1,00" in words(granting.get(page(cast, cast.bart)))
    new = card_at(cast.theatre, cast.gent, social=True)
    filled = proof(cast, do="grant", card="NFC_CARD", number=new.uitpas_number)
    receipt = follow(granting, granting.post(page(cast, cast.bart), filled))
    assert "Nieuwe UiTPAS" in receipt
    assert "Betaald € 1,00" in receipt
    membership = cast.bart.memberships.get()
    assert membership.social_tariff_ends_on == last_of_april_next_year(today())
    assert membership.cards.get(status="ACTIVE").pk == new.pk
    assert Attest.objects.get().membership == membership


def test_a_card_from_the_other_box_is_refused(cast: Cast, granting: Client, written: Written) -> None:
    plain = card_at(cast.theatre, cast.gent)
    before = written()
    filled = proof(cast, do="grant", card="NFC_CARD", number=plain.uitpas_number)
    asked = granting.post(page(cast, cast.bart), {**filled, "step": "price"})
    assert "een kaart met 1 als twaalfde cijfer" in words(asked)
    assert granting.post(page(cast, cast.bart), filled).status_code == 422
    assert written() == before


def test_a_right_that_is_lost(cast: Cast, granting: Client) -> None:
    address = page(cast, cast.amina) + "/end"
    shown = words(granting.get(f"{address}?region={cast.gent.pk}"))
    assert "Te betalen € 5,00" in shown
    filled = {"region": str(cast.gent.pk), "card": "DIGITAL", "number": "", "voucher": "", "sure": ""}
    refused = granting.post(address, filled)
    assert (refused.status_code, cast.amina.memberships.get().social_tariff_ends_on is None) == (422, False)
    told = follow(granting, granting.post(address, {**filled, "sure": "yes"}))
    assert "Het statuut is stopgezet." in told
    assert cast.amina.memberships.get().social_tariff_ends_on is None
    assert cast.amina.points_account.points == 12


def test_who_lives_elsewhere_moves_first(cast: Cast, granting: Client) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(municipality_nis="41002", city="Aalst", postal_code="9300")
    shown = words(granting.get(page(cast, cast.amina)))
    assert "Het adres dat we kennen, ligt niet in UiTPAS Regio Gent." in shown
    answer = granting.post(page(cast, cast.amina), proof(cast))
    assert answer.status_code == 422
    assert not Attest.objects.exists()


def test_others_at_the_address_are_counted_and_shown_when_asked(cast: Cast, granting: Client) -> None:
    shown = words(granting.get(page(cast, cast.amina)))
    assert "Op dit adres woont nog 1 pashouder" in shown
    assert "Bart" not in shown
    assert "Bart D&#x27;Hondt" in words(granting.get(f"{page(cast, cast.amina)}?household"))
    assert AccessLine.objects.filter(passholder_id=cast.bart.pk, purpose="desk.household").count() == 1


def test_a_desk_that_grants_nothing_sees_no_status(cast: Cast, registering: Client, written: Written) -> None:
    before = written()
    for answer in (registering.get(page(cast, cast.amina)), registering.post(page(cast, cast.amina), proof(cast))):
        assert answer.status_code == 403
        assert "Actief" not in words(answer)
    assert written() == before


def test_eva_sees_no_status_of_another_region(cast: Cast, in_aalst: Client, written: Written) -> None:
    before = written()
    address = f"/desk/people/{token(cast.eva, cast.aalst, cast.amina)}/status"
    for answer in (in_aalst.get(address), in_aalst.post(address, proof(cast)), in_aalst.get(address + "/end")):
        assert answer.status_code == 403
        assert "Amina" not in words(answer)
    assert written() == before
