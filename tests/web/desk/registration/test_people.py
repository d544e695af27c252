"""Who may be registered by which desk, who has a pass already, and what is asked of whom."""

from datetime import date

import pytest
from django.test import Client

from openpas.demo.cast import AMINA, Cast
from openpas.enrolment.service.filing import note_about
from openpas.entitlement.models import Attest
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.permissions import Permission
from openpas.organizers.models import OrganizerGroup
from openpas.passholders.models import Card, Passholder
from openpas.records.models import AccessLine
from openpas.runtime import clock
from openpas.web.desk.people.remarks import LONGEST
from tests.desk_rights import let_desk
from tests.enrolment.people import card_at
from tests.web.conftest import at, words
from tests.web.desk.registration.conftest import (
    INSZ,
    MARC,
    REGISTERS,
    begun,
    drafts,
    fill_in,
    finish,
    newcomer,
    written,
)

CHILD = {**MARC, "first_name": "Milan", "born_on": "2018-06-01"}


def status(**changes: str) -> dict[str, str]:
    today = brussels_day(clock.now()).isoformat()
    return {"attest_kind": "LIVING_WAGE", "attest_seen_on": today, "social_ends_on": "", **changes}


def test_somebody_with_a_pass_is_shown_and_not_registered_again(cast: Cast, clerk: Client) -> None:
    before = written()

    page = clerk.post("/desk/register", {"identifier": AMINA.insz, "do": "scan"})

    assert "Deze persoon heeft al een UiTPAS" in words(page)
    assert "Amina Aziz Geboren op 17 mei 1990" in words(page)
    assert "Bekijk het dossier" in words(page)
    assert written() == before
    assert not drafts()
    line = AccessLine.objects.get(passholder_id=cast.amina.pk)
    assert (line.actor, line.desk_id) == (f"user:{cast.dirk.pk}", cast.theatre.pk)


def test_the_same_on_the_page_for_the_number(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)

    page = clerk.post(f"{draft}/identity", {"insz": AMINA.insz})

    assert page.status_code == 422
    assert "Amina Aziz" in words(page)
    assert "Cast" not in page.content.decode()


def test_of_somebody_of_another_region_only_who_it_is(cast: Cast) -> None:
    let_desk(cast.aalst, REGISTERS)
    eva = at(cast.eva, cast.aalst)

    page = eva.post("/desk/register", {"identifier": AMINA.insz, "do": "scan"})

    assert "Amina Aziz" in words(page)
    assert "Bekijk het dossier" not in words(page)
    assert not any(told in page.content.decode() for told in (cast.amina_number, "Voorbeeldstraat", "amina+uitpas"))


def test_a_desk_that_registers_nobody(cast: Cast) -> None:
    dirk, before = at(cast.dirk, cast.theatre), written()

    assert dirk.get("/desk/register").status_code == 403
    assert dirk.post("/desk/register", {"do": "digital"}).status_code == 403
    assert written() == before
    assert not drafts()


def test_a_registration_is_of_one_clerk_at_one_desk(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft)
    let_desk(cast.aalst, REGISTERS)
    eva, before = at(cast.eva, cast.aalst), written()

    for page in ("person", "price", "done"):
        assert eva.get(f"{draft}/{page}").headers["Location"] == "/desk/register"
    assert eva.post(f"{draft}/finish", {"shown_cents": "500"}).headers["Location"] == "/desk/register"
    eva.post(f"{draft}/throw-away")

    assert written() == before
    assert drafts().count() == 1
    assert "Marc" not in words(eva.get("/desk/register"))


def test_the_status_is_not_offered_to_a_desk_that_may_not_give_it(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    clerk.post(f"{draft}/identity", {"insz": INSZ, "wants_status": "yes"})

    pages = [
        words(clerk.get(f"{draft}/{name}")) for name in ("card", "identity", "person", "contact", "consent", "price")
    ]

    assert not any("kansen" in page.lower() for page in pages)
    assert clerk.get(f"{draft}/status").status_code == 404


def test_a_card_for_the_social_tariff_at_a_desk_that_may_not_give_it(cast: Cast, clerk: Client) -> None:
    social, before = card_at(cast.theatre, cast.gent, social=True), written()

    page = clerk.post("/desk/register", {"identifier": social.uitpas_number, "do": "scan"})

    assert page.status_code == 422
    assert "Het recht dat ontbreekt" in words(page)
    assert written() == before


def test_a_registration_with_status(cast: Cast, granting: Client) -> None:
    draft = begun(granting)
    end = last_of_april_next_year(brussels_day(clock.now()))
    fill_in(
        granting,
        draft,
        identity={"insz": INSZ, "wants_status": "yes"},
        status=status(social_ends_on=end.isoformat()),
    )

    done = granting.get(finish(granting, draft).headers["Location"])

    assert newcomer().memberships.get().social_tariff_ends_on == end
    assert Attest.objects.get().kind == "LIVING_WAGE"
    assert "Betaald € 1,00" in words(done)
    assert not any(word in words(done).lower() for word in ("kansen", "statuut", "leefloon"))


def test_what_a_colleague_must_know_is_kept_with_the_person(cast: Cast, granting: Client) -> None:
    let_desk(cast.theatre, [Permission.PASSHOLDERS_PRIVATE_WRITE])
    draft = begun(granting)
    end = last_of_april_next_year(brussels_day(clock.now())).isoformat()
    fill_in(granting, draft, identity={"insz": INSZ, "wants_status": "yes"})

    refused = granting.post(f"{draft}/status", status(attest_kind="", social_ends_on=end, remarks="Belt liever."))
    granting.post(f"{draft}/status", status(social_ends_on=end, remarks=" Belt liever.\nNa vier uur. "))
    overview = words(granting.get(f"{draft}/price"))
    done = words(granting.get(finish(granting, draft).headers["Location"]))

    assert "Belt liever.</textarea>" in refused.content.decode()
    assert note_about(newcomer()) == "Belt liever.\nNa vier uur."
    assert "Belt liever" not in overview
    assert "Belt liever" not in done


def test_remarks_are_for_desks_that_write_them_and_not_without_end(cast: Cast, granting: Client) -> None:
    draft, before = begun(granting), written()
    end = last_of_april_next_year(brussels_day(clock.now())).isoformat()
    fill_in(granting, draft, identity={"insz": INSZ, "wants_status": "yes"})

    without = granting.get(f"{draft}/status").content.decode()
    granting.post(f"{draft}/status", status(social_ends_on=end, remarks="Belt liever."))
    let_desk(cast.theatre, [Permission.PASSHOLDERS_PRIVATE_WRITE])
    with_it = granting.get(f"{draft}/status").content.decode()
    too_long = granting.post(f"{draft}/status", status(social_ends_on=end, remarks="x" * (LONGEST + 1)))

    assert 'name="remarks"' not in without
    assert 'name="remarks"' in with_it
    assert "Belt liever" not in with_it
    assert too_long.status_code == 422
    assert "Dit is te lang. Hou het bij wat een collega moet weten." in words(too_long)
    assert written() == before


def test_a_social_card_asks_for_the_status_by_itself(cast: Cast, granting: Client) -> None:
    card = card_at(cast.theatre, cast.gent, social=True)
    draft = begun(granting, identifier=card.uitpas_number)
    usual = last_of_april_next_year(brussels_day(clock.now()))

    page = granting.get(f"{draft}/status").content.decode()
    fill_in(
        granting,
        draft,
        card={"card_kind": "NFC_CARD", "uitpas_number": card.uitpas_number},
        status=status(social_ends_on=usual.isoformat()),
    )
    finish(granting, draft)

    assert f'value="{usual}"' in page
    card.refresh_from_db()
    assert (card.status, newcomer().memberships.get().social_tariff_ends_on) == (Card.Status.ACTIVE, usual)


def test_another_card_is_another_answer(cast: Cast, granting: Client, card: Card) -> None:
    social = card_at(cast.theatre, cast.gent, social=True)
    draft = begun(granting, identifier=social.uitpas_number)

    changed = granting.post(f"{draft}/card", {"card_kind": "NFC_CARD", "uitpas_number": card.uitpas_number})

    assert changed.status_code == 302
    assert granting.get(f"{draft}/status").status_code == 404


def test_an_ordinary_card_for_somebody_with_the_status(cast: Cast, granting: Client, card: Card) -> None:
    draft, before = begun(granting), written()
    granting.post(f"{draft}/identity", {"insz": INSZ, "wants_status": "yes"})

    page = granting.post(f"{draft}/card", {"card_kind": "NFC_CARD", "uitpas_number": card.uitpas_number})

    assert page.status_code == 422
    assert "Deze kaart past niet bij deze pashouder." in words(page)
    assert written() == before


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"social_ends_on": "2020-04-30"}, "social_ends_on", "Kies een einddatum die nog moet komen"),
        ({"attest_kind": ""}, "attest_kind", "Kies welk bewijs je zag."),
        ({"attest_kind": "OTHER"}, "attest_note", "Schrijf kort wat voor bewijs het is."),
        ({"attest_seen_on": "2120-01-01"}, "attest_seen_on", "Deze dag moet nog komen."),
        ({"attest_seen_on": ""}, "attest_seen_on", "Kies een dag."),
    ],
)
def test_a_status_that_is_not_right(
    cast: Cast, granting: Client, changes: dict[str, str], field: str, told: str
) -> None:
    draft = begun(granting)
    fill_in(granting, draft, identity={"insz": INSZ, "wants_status": "yes"})
    end, before = last_of_april_next_year(brussels_day(clock.now())).isoformat(), written()

    page = granting.post(f"{draft}/status", status(**{"social_ends_on": end, **changes}))

    assert page.status_code == 422
    assert told in words(page)
    assert f'id="{field}-problem"' in page.content.decode()
    assert written() == before
    assert not Attest.objects.exists()


def test_the_status_of_a_region_is_for_who_lives_there(cast: Cast, granting: Client) -> None:
    draft = begun(granting)
    in_aalst = {**MARC, "postal_code": "9300", "city": "Aalst"}
    fill_in(granting, draft, identity={"insz": INSZ, "wants_status": "yes"}, person=in_aalst)

    page = granting.post(
        f"{draft}/status", status(social_ends_on=last_of_april_next_year(brussels_day(clock.now())).isoformat())
    )

    assert page.status_code == 422
    assert "Met een kansentarief moet het adres in de UiTPAS-regio liggen." in words(page)


def test_a_child_needs_a_parent_and_gets_no_messages(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    child = {"identity": {"insz": ""}, "person": CHILD}
    fill_in(clerk, draft, **child, consent={"terms_on_paper": "yes", "parental_consent": "yes"})

    page = clerk.get(f"{draft}/consent").content.decode()
    refused = clerk.post(f"{draft}/consent", {"terms_on_paper": "yes", "wants_post": "yes", "wants_mails": "yes"})
    clerk.post(f"{draft}/consent", {"terms_on_paper": "yes", "parental_consent": "yes", "wants_post": "yes"})
    finish(clerk, draft)

    assert "wants_mails" not in page
    assert refused.status_code == 422
    assert "heeft de toestemming van een ouder nodig" in words(refused)
    assert newcomer().consent.parental_consent
    assert not newcomer().opt_in_post
    assert not newcomer().opt_in_service_mails


def test_messages_only_where_they_can_arrive(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft, contact={"email": "", "has_no_email": "yes", "phone_number": "09 210 10 10"})

    page = clerk.get(f"{draft}/consent").content.decode()
    refused = clerk.post(f"{draft}/consent", {"terms_by_mail": "yes", "wants_sms": "yes"})

    assert "wants_mails" not in page
    assert "wants_sms" not in page
    assert "Daarvoor is een e-mailadres nodig." in words(refused)
    assert "Daarvoor is een gsm-nummer nodig." in words(refused)


def test_all_three_kinds_of_mail_are_one_tick(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft, consent={"terms_by_mail": "yes", "wants_mails": "yes", "wants_sms": "yes"})
    finish(clerk, draft)

    person = newcomer()
    assert person.opt_in_service_mails
    assert person.opt_in_milestone_mails
    assert person.opt_in_info_mails
    assert person.opt_in_sms
    assert not person.opt_in_post
    assert (person.consent.legal_terms_paper, person.consent.legal_terms_digital) == (False, True)


def test_somebody_without_email_is_asked_once_and_welcome(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    first = clerk.post(f"{draft}/contact", {"email": ""})
    fill_in(clerk, draft, contact={"email": "", "has_no_email": "yes"})

    done = words(clerk.get(finish(clerk, draft).headers["Location"]))

    assert first.status_code == 422
    assert "Een kaart is dan vaak handiger dan een digitale pas." in words(first)
    assert newcomer().email == ""
    assert "Mail het" not in done
    assert "Geen smartphone? Toon dan dit blad aan de balie" in done


def test_a_region_that_asks_for_the_number(cast: Cast, clerk: Client) -> None:
    cast.gent.requires_insz = True
    cast.gent.save()
    draft, before = begun(clerk), written()

    page = clerk.post(f"{draft}/identity", {"insz": ""})

    assert "Vul het rijksregisternummer in." in words(page)
    assert written() == before


def test_somebody_who_lives_abroad(cast: Cast, granting: Client) -> None:
    draft = begun(granting)
    fill_in(
        granting,
        draft,
        identity={"insz": "", "is_abroad": "yes"},
        person={**MARC, "country": "NL", "city": "Sluis", "street": "Kade 1", "postal_code": "4524"},
    )
    finish(granting, draft)

    person = newcomer()
    assert (person.postal_code, person.city, person.country, person.street) == ("0000", "Sluis", "NL", "")


def test_abroad_is_not_offered_to_other_desks(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    clerk.post(f"{draft}/identity", {"insz": INSZ, "is_abroad": "yes"})

    assert "Woont buiten België" not in words(clerk.get(f"{draft}/identity"))
    assert "Postcode" in words(clerk.get(f"{draft}/person"))


def test_somebody_with_the_same_name_and_birth_date_is_a_question(cast: Cast, clerk: Client) -> None:
    Passholder.objects.filter(pk=cast.bart.pk).update(insz_index=None, insz_encrypted=None)
    draft = begun(clerk)
    clerk.post(f"{draft}/identity", {"insz": INSZ})
    bart = {**MARC, "first_name": "BART", "name": "d'hondt", "born_on": "1978-02-28"}

    asked = clerk.post(f"{draft}/person", bart)
    answered = clerk.post(f"{draft}/person", {**bart, "is_somebody_else": "yes"})

    assert asked.status_code == 422
    assert "Bart D&#x27;Hondt, Gent" in asked.content.decode()
    assert answered.status_code == 302
    assert AccessLine.objects.filter(passholder_id=cast.bart.pk, purpose="registration.similar").exists()


def test_two_people_with_numbers_of_their_own_are_two_people(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    clerk.post(f"{draft}/identity", {"insz": INSZ})
    bart = {**MARC, "first_name": "Bart", "name": "D'Hondt", "born_on": "1978-02-28"}

    assert clerk.post(f"{draft}/person", bart).status_code == 302


def test_nobody_of_another_region_is_shown_as_similar(cast: Cast) -> None:
    let_desk(cast.aalst, REGISTERS)
    Passholder.objects.filter(pk=cast.bart.pk).update(insz_index=None, insz_encrypted=None)
    eva = at(cast.eva, cast.aalst)
    draft = begun(eva)

    response = eva.post(f"{draft}/person", {**MARC, "first_name": "Bart", "name": "D'Hondt", "born_on": "1978-02-28"})

    assert response.status_code == 302
    assert not AccessLine.objects.filter(passholder_id=cast.bart.pk).exists()


def test_a_pupil(cast: Cast, clerk: Client) -> None:
    OrganizerGroup.objects.create(pk=9, name="Scholen", is_school=True).organizers.add(cast.club)
    draft = begun(clerk)
    fill_in(clerk, draft, person={**MARC, "school_id": "cast-club"})
    finish(clerk, draft)

    assert newcomer().school == cast.club


def test_a_birth_date_that_does_not_go_with_the_number_is_told(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft, person={**MARC, "born_on": "1983-03-20"})

    assert "De geboortedatum past niet bij het rijksregisternummer." in words(clerk.get(f"{draft}/price"))
    assert finish(clerk, draft).status_code == 302
    assert newcomer().date_of_birth == date(1983, 3, 20)
