"""Somebody is registered from the first page to the last."""

from datetime import date

from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from openpas.demo.cast import Cast
from openpas.passholders.models import Card
from tests.web.conftest import follow, words
from tests.web.desk.registration.conftest import INSZ, begun, drafts, fill_in, finish, newcomer


def test_a_digital_pass(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk, do="digital")
    fill_in(clerk, draft)

    page = words(clerk.get(f"{draft}/price"))
    done = follow(clerk, finish(clerk, draft))

    assert "Marc Peeters 2 maart 1983 Brugsesteenweg 5, 9030 Mariakerke" in page
    assert "Te betalen aan de balie € 5,00" in page
    assert "Welkom, Marc!" in done
    assert "Betaald € 5,00" in done
    person = newcomer()
    assert (person.first_name, person.date_of_birth, person.city) == ("Marc", date(1983, 3, 2), "Gent")
    assert (person.gender, person.email, person.registration_organizer) == ("MALE", "marc@example.org", cast.theatre)
    assert Card.objects.get(membership__passholder=person).kind == Card.Kind.DIGITAL
    assert person.consent.legal_terms_paper


def test_a_card_that_is_scanned_first(cast: Cast, clerk: Client, card: Card) -> None:
    draft = begun(clerk, identifier=card.uitpas_number)
    assert clerk.get(draft).headers["Location"] == f"{draft}/identity"

    fill_in(clerk, draft, card={"card_kind": "NFC_CARD", "uitpas_number": card.uitpas_number})
    finish(clerk, draft)

    card.refresh_from_db()
    assert card.status == Card.Status.ACTIVE
    assert card.membership is not None
    assert card.membership.passholder == newcomer()


def test_the_identity_card_first(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk, identifier=INSZ)
    assert clerk.get(draft).headers["Location"] == f"{draft}/card"

    clerk.post(f"{draft}/card", {"card_kind": "DIGITAL"})
    page = clerk.get(f"{draft}/person").content.decode()

    assert 'value="1983-03-02"' in page
    assert '<option value="MALE"\n              selected' in page or 'value="MALE" selected' in " ".join(page.split())


def test_it_is_done_once_and_nothing_of_the_draft_is_left(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft)

    answers = [finish(clerk, draft)] + [clerk.post(f"{draft}/finish", {"shown_cents": "500"}) for _ in range(2)]

    assert {one.headers["Location"] for one in answers} == {f"{draft}/done"}
    assert newcomer().memberships.count() == 1
    [kept] = drafts()
    assert (kept.answers_encrypted, kept.registered, kept.price_cents) == (None, newcomer(), 500)


def test_the_receipt_is_mailed_when_asked(
    cast: Cast, clerk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft)
    finish(clerk, draft)

    with django_capture_on_commit_callbacks(execute=True):
        page = follow(clerk, clerk.post(f"{draft}/receipt", {"nonce": "same"}))
        clerk.post(f"{draft}/receipt", {"nonce": "same"})

    assert "Het ontvangstbewijs is gemaild." in page
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["marc@example.org"], "Welkom bij UiTPAS")
    assert "Je betaalde € 5,00 bij Theater De Vlieger." in sent.body.replace("\xa0", " ")


def test_the_next_of_the_household_keeps_address_and_contact(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft)
    finish(clerk, draft)

    response = clerk.post(f"{draft}/household")
    following = str(response.headers["Location"]).removesuffix("/card")
    page = clerk.get(f"{following}/person").content.decode()

    assert all(f'value="{kept}"' in page for kept in ("Peeters", "Brugsesteenweg 5", "9030", "Gent"))
    assert 'value="Marc"' not in page
    assert INSZ not in clerk.get(f"{following}/identity").content.decode()
    assert 'value="marc@example.org"' in clerk.get(f"{following}/contact").content.decode()
