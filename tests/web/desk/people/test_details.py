"""Who somebody is and where somebody lives, changed at once or not at all."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.roles import CHECKIN_AND_TICKET_DESK
from openpas.passholders.models import Passholder
from openpas.records.encryption import decrypt
from openpas.records.models import AuditLine
from openpas.web.desk.files import File
from tests.desk_rights import let_desk, let_desk_only
from tests.web.conftest import at, follow, words
from tests.web.desk.people.conftest import file_at

Written = Callable[[], tuple[int, ...]]
KNOWN = {
    "first_name": "Amina",
    "name": "Aziz",
    "date_of_birth": "1990-05-17",
    "gender": "FEMALE",
    "nationality": "",
    "street": "Voorbeeldstraat 1",
    "postal_code": "9000",
    "city": "Gent",
}
INSZ = "90051700255"


def form(**changed: str) -> Mapping[str, str]:
    """What is known of Amina, with this changed."""
    return {**KNOWN, **changed}


@pytest.fixture
def page(amina: File) -> str:
    """Where Greet changes Amina's data."""
    return f"{amina.url}/details"


@pytest.fixture
def without_insz(cast: Cast) -> None:
    """Nobody filled in Amina's national number yet."""
    Passholder.objects.filter(pk=cast.amina.pk).update(insz_index=None, insz_encrypted=None)


def test_the_form_says_what_is_known_and_no_national_number(greet: Client, page: str) -> None:
    shown = greet.get(page).content.decode()

    assert all(f'value="{known}"' in shown for known in ("Amina", "Aziz", "1990-05-17", "Voorbeeldstraat 1", "9000"))
    assert "90051700255" not in shown
    assert 'name="insz"' not in shown


def test_everything_is_changed_at_once(cast: Cast, greet: Client, page: str) -> None:
    changed = form(first_name="Amína", gender="X", nationality="Belg", street="Lindenlei 3 bus 2", city="")

    told = follow(greet, greet.post(page, changed))

    cast.amina.refresh_from_db()
    assert "De gegevens zijn bewaard." in told
    assert (cast.amina.first_name, cast.amina.gender, cast.amina.nationality) == ("Amína", "X", "Belg")
    assert (cast.amina.street, cast.amina.city, cast.amina.municipality_nis) == ("Lindenlei 3 bus 2", "Gent", "44021")
    assert cast.amina.email == "amina+uitpas@example.org"
    assert AuditLine.objects.filter(action="passholder.update").count() == 1


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"first_name": ""}, "Vul dit in."),
        ({"name": " "}, "Vul dit in."),
        ({"date_of_birth": "gisteren"}, "Kies een dag."),
        ({"date_of_birth": "2999-01-01"}, "Deze geboortedatum ligt in de toekomst."),
        ({"gender": "Q"}, "Kies een van de mogelijkheden."),
        ({"postal_code": "9999"}, "Deze postcode bestaat niet in België."),
        ({"postal_code": "9000", "city": "Aalst"}, "Bij 9000 horen: Gent."),
        ({"postal_code": "9300", "city": "Aalst"}, "Dit adres ligt in een andere UiTPAS-regio."),
    ],
)
def test_a_problem_stands_beside_its_field_and_nothing_is_lost(
    greet: Client, page: str, written: Written, changed: Mapping[str, str], problem: str
) -> None:
    before = written()

    answer = greet.post(page, form(street="Nieuwe straat 12", **changed))

    assert answer.status_code == 422
    assert problem in words(answer)
    assert 'value="Nieuwe straat 12"' in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode() or "radios" in answer.content.decode()
    assert written() == before


@pytest.mark.usefixtures("without_insz")
def test_a_national_number_is_added_once(cast: Cast, greet: Client, page: str) -> None:
    follow(greet, greet.post(page, form(insz="90.05.17-002.55")))

    cast.amina.refresh_from_db()
    assert cast.amina.insz_encrypted is not None
    assert decrypt(cast.amina.insz_encrypted) == INSZ
    assert 'name="insz"' not in greet.get(page).content.decode()


@pytest.mark.usefixtures("without_insz")
@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"insz": "90051700256"}, "Dit is geen geldig rijksregisternummer."),
        ({"insz": "78022800135"}, "Dit nummer hoort bij iemand die geboren is op 28/2/1978."),
        ({"insz": INSZ, "gender": "MALE"}, "Dit nummer past niet bij het gender dat je invulde."),
        ({"insz": "78022800135", "insz_checked": "yes"}, "Er is al een UiTPAS met dit rijksregisternummer."),
    ],
)
def test_a_national_number_that_does_not_fit(
    cast: Cast, greet: Client, page: str, changed: Mapping[str, str], problem: str
) -> None:
    answer = greet.post(page, form(**changed))

    cast.amina.refresh_from_db()
    assert answer.status_code == 422
    assert problem in words(answer)
    assert cast.amina.insz_index is None


@pytest.mark.usefixtures("without_insz")
def test_who_saw_the_identity_card_decides(cast: Cast, greet: Client, page: str) -> None:
    asked = greet.post(page, form(insz=INSZ, gender="MALE"))

    assert "Het nummer staat zo op de identiteitskaart" in words(asked)
    follow(greet, greet.post(page, form(insz=INSZ, gender="MALE", insz_checked="yes")))
    cast.amina.refresh_from_db()
    assert cast.amina.insz_index is not None


def test_a_child_needs_the_consent_of_a_parent(cast: Cast, greet: Client, page: str) -> None:
    answer = greet.post(page, form(date_of_birth="2020-05-17"))
    assert answer.status_code == 302

    cast.amina.consent.parental_consent = False
    cast.amina.consent.save()
    refused = greet.post(page, form(date_of_birth="2021-05-17"))
    assert "heeft de toestemming van een ouder nodig" in words(refused)
    assert 'name="parental_consent"' in refused.content.decode()

    assert greet.post(page, form(date_of_birth="2021-05-17", parental_consent="yes")).status_code == 302


def test_abroad_only_where_the_desk_may(cast: Cast, greet: Client) -> None:
    bart = file_at(cast.greet, cast.town_hall, cast.bart)
    page = f"{bart.url}/details"
    abroad = form(first_name="Bart", name="D'Hondt", gender="MALE", country="NL", postal_code="", city="Sluis")

    assert 'name="country"' not in greet.get(page).content.decode()
    assert greet.post(page, abroad).status_code == 422

    let_desk(cast.town_hall, [Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY])
    assert "Nederland" in greet.get(page).content.decode()
    assert greet.post(page, abroad).status_code == 302
    cast.bart.refresh_from_db()
    assert (cast.bart.country, cast.bart.city, cast.bart.postal_code, cast.bart.street) == ("NL", "Sluis", "0000", "")


def test_a_desk_that_does_not_register_cannot(cast: Cast, written: Written) -> None:
    let_desk_only(cast.theatre, CHECKIN_AND_TICKET_DESK | {Permission.PASSHOLDERS_SEARCH})
    dirk, before = at(cast.dirk, cast.theatre), written()
    page = f"{file_at(cast.dirk, cast.theatre, cast.amina).url}/details"

    assert dirk.get(page).status_code == 403
    assert dirk.post(page, form(first_name="Anders")).status_code == 403
    assert written() == before


def test_places_behind_a_postal_code(greet: Client) -> None:
    assert greet.get("/desk/places", {"postal_code": "9000"}).json() == {"places": ["Gent"]}
    assert greet.get("/desk/places", {"postal_code": "12"}).json() == {"places": []}
