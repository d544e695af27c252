"""A pass is blocked for good."""

from collections.abc import Callable

from django.test import Client

from openpas.demo.cast import Cast
from openpas.passholders.models import Card
from openpas.records.models import AuditLine
from tests.web.conftest import follow, words
from tests.web.desk.memberships.conftest import token

Written = Callable[[], tuple[int, ...]]


def page(cast: Cast) -> str:
    return f"/desk/people/{token(cast.dirk, cast.theatre, cast.bart)}/block"


def form(cast: Cast, **changes: str) -> dict[str, str]:
    card = Card.objects.get(uitpas_number=cast.bart_number)
    return {"card": str(card.pk), "reason": "LOSS_THEFT", "how": "final", "sure": "yes", **changes}


def test_the_page_warns(cast: Cast, registering: Client) -> None:
    shown = words(registering.get(page(cast)))
    assert "0900 000 100 207" in shown
    assert "Dit kan je niet ongedaan maken." in shown


def test_blocked_for_good(cast: Cast, registering: Client) -> None:
    told = follow(registering, registering.post(page(cast), form(cast)))
    assert "De pas is geblokkeerd. Punten en geschiedenis blijven bewaard." in told
    assert Card.objects.get(uitpas_number=cast.bart_number).status == "BLOCKED"
    assert AuditLine.objects.get(action="card.block").details == {"reason": "LOSS_THEFT"}
    assert "Geen pas van deze regio" in words(registering.get(page(cast)))


def test_without_the_tick_nothing_happens(cast: Cast, registering: Client, written: Written) -> None:
    before = written()
    answer = registering.post(page(cast), form(cast, sure=""))
    assert answer.status_code == 422
    assert "Vink aan dat je het zeker weet." in words(answer)
    assert written() == before


def test_block_and_replace_goes_on_to_replacing_with_the_reason(
    cast: Cast, registering: Client, written: Written
) -> None:
    before = written()
    answer = registering.post(page(cast), form(cast, how="replaced", reason="DEFECT", sure=""))
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/replace?region={cast.gent.pk}&reason=DEFECT")
    assert written() == before
    assert 'value="DEFECT" checked' in " ".join(registering.get(answer.headers["Location"]).content.decode().split())


def test_a_blocked_pass_can_still_be_replaced(cast: Cast, registering: Client) -> None:
    registering.post(page(cast), form(cast))
    shown = words(registering.get(page(cast).replace("/block", "/replace")))
    assert "Deze pas is al geblokkeerd." in shown


def test_a_card_of_somebody_else_is_not_blocked(cast: Cast, registering: Client, written: Written) -> None:
    other = Card.objects.get(uitpas_number=cast.amina_number)
    before = written()
    answer = registering.post(page(cast), form(cast, card=str(other.pk)))
    assert answer.status_code == 422
    assert written() == before


def test_eva_blocks_nobody_of_another_region(cast: Cast, in_aalst: Client, written: Written) -> None:
    before = written()
    address = f"/desk/people/{token(cast.eva, cast.aalst, cast.bart)}/block"
    assert in_aalst.get(address).status_code == 403
    assert in_aalst.post(address, form(cast)).status_code == 403
    assert written() == before
