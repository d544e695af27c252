"""Operation 30: a passholder leaves the programme."""

from django.utils import timezone

from openpas.checkins.models import PointsLine
from openpas.demo.cast import AMINA, BART, Cast
from openpas.enrolment.models import Consent, PrivateNote
from openpas.foundation.permissions import Permission
from openpas.identity.actors import forget_actors
from openpas.identity.grants import grant
from openpas.passholders.models import Card, CardSystemMembership, FamilyLink, Passholder
from openpas.records.encryption import encrypt
from openpas.records.models import AuditLine, OutboxMessage
from openpas.tariffs.models import TicketSale
from openpas.tariffs.service import sell_tickets
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.enrolment.people import ALL, somebody
from tests.tariffs.shop import ticket

PATH = f"/passholders/{AMINA.public_id}"


def refused(caller: Caller, path: str = PATH) -> tuple[int, str]:
    before = list(Passholder.objects.order_by("pk").values()), list(Card.objects.order_by("pk").values())
    answer = problem(caller.send("DELETE", path))
    assert (list(Passholder.objects.order_by("pk").values()), list(Card.objects.order_by("pk").values())) == before
    assert not OutboxMessage.objects.filter(kind="PassholderErased").exists()
    return answer


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert refused(anonymous) == (401, "auth/unauthorized")


def test_strangers(cast: Cast, desk: Caller, stranger: Caller, person: Person) -> None:
    grant(cast.stranger_client, [Permission.PASSHOLDERS_DELETE], cast.aalst)
    forget_actors()
    for caller in (desk, stranger, person(cast.amina), person(cast.dirk)):
        assert refused(caller) == (403, "auth/forbidden")


def test_nobody(cast: Cast, admin: Caller) -> None:
    assert refused(admin, "/passholders/b0000000-0000-4000-8000-00000000000f") == (404, "uitpas/passholder-not-found")


def test_the_person_is_forgotten_and_the_books_are_not(cast: Cast) -> None:
    (sale,) = sell_tickets(ALL, [ticket(AMINA.card)])
    Consent.objects.create(passholder=cast.amina, recorded_at=timezone.now())
    PrivateNote.objects.create(passholder=cast.amina, note_encrypted=encrypt("x"), changed_at=timezone.now())
    FamilyLink.objects.create(main=cast.bart, member=cast.amina, created_at=timezone.now())
    grant(cast.desk_client, [Permission.PASSHOLDERS_DELETE], cast.theatre)
    response = Caller(cast.desk_client).send("DELETE", PATH)
    assert (response.status_code, response.content) == (204, b"")

    left = Passholder.objects.get(pk=cast.amina.pk)
    texts = (left.name, left.first_name, left.email, left.street, left.postal_code, left.city, left.gender, left.uitid)
    assert texts == ("",) * 8
    assert (left.date_of_birth.isoformat(), left.insz_index, left.insz_encrypted) == ("1990-01-01", None, None)
    assert left.municipality_nis == "44021"
    card = Card.objects.get(uitpas_number=AMINA.card)
    assert (card.status, card.membership) == ("DELETED", None)
    assert not CardSystemMembership.objects.filter(passholder=left).exists()
    assert not FamilyLink.objects.exists()
    assert not Consent.objects.exists()
    assert not PrivateNote.objects.exists()
    assert TicketSale.objects.get(pk=sale.pk).passholder == left
    assert PointsLine.objects.get(passholder_id=left.pk).points == 12
    assert AuditLine.objects.filter(action="passholder.erase", subject=f"passholder:{left.pk}").count() == 1


def test_nobody_is_found_afterwards(cast: Cast, admin: Caller) -> None:
    assert admin.send("DELETE", PATH).status_code == 204
    assert problem(admin.get(PATH)) == (404, "uitpas/passholder-not-found")
    assert problem(admin.send("DELETE", PATH)) == (404, "uitpas/passholder-not-found")
    found = told(admin.get("/passholders"))
    assert [one["firstName"] for one in found["member"]] == ["Bart"]
    for query in ({"uitpasNumber": AMINA.card}, {"inszNumber": AMINA.insz}):
        assert told(admin.get("/passholders", query))["totalItems"] == 0
    assert problem(admin.get("/passes", {"identifier": AMINA.card})) == (400, "uitpas/invalid-card-status")
    assert problem(admin.get("/passes", {"identifier": AMINA.insz})) == (404, "uitpas/pass-not-found")


def test_the_national_number_is_free_again(cast: Cast, admin: Caller) -> None:
    admin.send("DELETE", f"/passholders/{BART.public_id}")
    body = told(admin.send("POST", "/passholders", somebody(cast, inszNumber=BART.insz, dateOfBirth="1978-02-28")))
    assert body["id"] != str(BART.public_id)
