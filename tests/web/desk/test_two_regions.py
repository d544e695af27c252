"""Staff of two regions cannot see each other's people: by no page, search, export or guessed address.

Greet works in Amina's region and Eva in another; both desks may do all that a desk can. Greet walks over every page of
the desk, and whatever address that gives Eva tries as well; she fills every form of her own with what she guesses of
Amina, and with what stands on Amina's card. A page that is added later is found by itself. Where its address holds
something that nobody came across and that is not known here, `test_every_page_is_tried` says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.apps import apps
from django.core import mail, signing
from django.db import models
from django.test import Client
from django.urls import URLPattern, reverse

from openpas.checkins.models import Checkin
from openpas.checkins.service import check_in
from openpas.demo.builders import permanent_event, price_table
from openpas.demo.cast import AMINA, Cast
from openpas.demo.coupons import HALF_PRICE, coupon
from openpas.enrolment.service.filing import file_note, file_picture
from openpas.enrolment.service.private_file import picture_token
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import spaced
from openpas.identity.actors import actor_of_user
from openpas.identity.roles import FOR_DESKS
from openpas.organizers.models import Association, AssociationRight
from openpas.passholders.models import AssociationMembership, Card, Passholder
from openpas.records.models import AccessLine
from openpas.rewards.models import Redemption
from openpas.rewards.service import redeem
from openpas.runtime import clock
from openpas.settlement.models import Report
from openpas.settlement.production import produce
from openpas.tariffs.models import Coupon, GrantedCoupon, TicketSale
from openpas.tariffs.service import TicketOrder, sell_tickets
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import open_file
from openpas.web.desk.search.models import BulkRun
from openpas.web.desk.search.runs import begin_run
from openpas.web.desk.search.searches import search_of
from tests.desk_rights import let_desk
from tests.web.conftest import at
from tests.web.desk.desk_map import (
    ROOT,
    Form,
    Page,
    is_desk,
    parameters,
    pattern_of,
    patterns,
    read,
    text_of,
    values_in,
    walk,
)
from tests.web.desk.registration.conftest import begun, fill_in, finish

PHONE: Final = "0470 98 76 54"
STREET: Final = "Verborgenhof 17"
NOTE: Final = "Heeft een schuilnaam"
CHANGES: Final = ("people/<str:token>", "passes/<str:token>")
"""Below these, forms change the person whose page it is: Greet leaves them alone, so that there is all to be seen."""
MOST_VALUES: Final = 4
SERVES: Final = ("passes/", "people/<str:token>/join", "people/<str:token>/counter")
"""What a desk of another region may do too, for somebody who stands there with a pass."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@dataclass
class World:
    """Both clerks in their browsers, and what must stay unseen."""

    cast: Cast
    greet: Client
    eva: Client
    greets_tokens: list[str]
    search: str
    run: UUID
    draft: str
    made: list[str]
    """Where Greet sees what her desk made: a receipt, the file of a report, a registration that is done."""
    sale: TicketSale
    redemption: Redemption
    checkin: Checkin
    found: dict[str, set[str]] = field(default_factory=dict)
    """Pattern → the addresses that Greet came across."""

    @property
    def secrets(self) -> frozenset[str]:
        """What nobody learns who does not have Amina's pass or identity card in the hand."""
        return frozenset({AMINA.first_name, AMINA.name, AMINA.card, spaced(AMINA.card), *self.private})

    @property
    def private(self) -> frozenset[str]:
        """What Eva does not even see of somebody who stands before her."""
        insz = AMINA.insz
        return frozenset(
            {
                *(insz, f"{insz[:2]}.{insz[2:4]}.{insz[4:6]}-{insz[6:9]}.{insz[9:]}"),
                *(str(AMINA.public_id), AMINA.public_id.hex, AMINA.chip),
                *(PHONE, STREET, NOTE, self.cast.amina.email),
            }
        )

    @property
    def guesses(self) -> list[str]:
        """What Eva may have heard or tries: names, address, and the ids of rows."""
        amina = self.cast.amina
        ids = (amina.pk, self.sale.pk, *amina.memberships.values_list("pk", flat=True))
        named = (AMINA.name, f"{AMINA.first_name} {AMINA.name}", "*", STREET, amina.email, str(AMINA.public_id))
        done = (f"point:{self.checkin.id}", f"ticket:{self.sale.pk}", f"reward:{self.redemption.pk}")
        return [*named, *map(str, ids), *done, "17/05/1990"]


@pytest.fixture
def world(cast: Cast) -> World:
    for desk in (cast.town_hall, cast.aalst):
        let_desk(desk, FOR_DESKS)
    Passholder.objects.filter(pk=cast.amina.pk).update(street=STREET, phone_number=PHONE)
    cast.amina.refresh_from_db()
    now = clock.now()
    price_table(cast.gent)
    permanent_event("walk-event", cast.town_hall, "Open stadhuis", now, 500)
    give_her_everything(cast)
    greet, eva = at(cast.greet, cast.town_hall), at(cast.eva, cast.aalst)
    actor = actor_of_user(cast.greet.pk, cast.town_hall.pk)
    check_in(actor, AMINA.card, "walk-event", channel=Checkin.Channel.DESK)
    [sale] = sell_tickets(actor, [TicketOrder("walk-event", AMINA.card, "SOCIALTARIFF", 500, "")])
    redemption = redeem_drink(cast)
    visit = greet.post(ROOT, {"identifier": AMINA.card}).headers["Location"]
    file = open_file(Clerk(cast.greet, cast.town_hall, actor, ""), cast.amina.pk)
    tokens = [file.token, visit.rstrip("/").rsplit("/", 1)[1]]
    search, run = greet_searches(greet, file.clerk)
    draft = greet.post(f"{ROOT}register", {"do": "digital"}).headers["Location"]
    made = [receipt_of_bart(greet, file.clerk, cast), report_of_today(greet), registration_of_marc(greet)]
    return World(cast, greet, eva, tokens, search, run, draft, made, sale, redemption, Checkin.objects.get())


def receipt_of_bart(greet: Client, clerk: Clerk, cast: Cast) -> str:
    """Bart lost his pass, paid for a new one at Greet's desk, and the receipt is on her screen."""
    lost = Card.objects.get(uitpas_number=cast.bart_number)
    asked = {"region": str(cast.gent.pk), "replaced": str(lost.pk), "reason": "LOSS_THEFT", "card": "DIGITAL"}
    page = reverse("replace_card", args=[open_file(clerk, cast.bart.pk).token])
    return greet.post(page, {**asked, "number": "", "voucher": ""}).headers["Location"]


def report_of_today(greet: Client) -> str:
    """Greet asked for what governments owe her desk for today, and it is there."""
    today = brussels_day(clock.now()).isoformat()
    greet.post(f"{ROOT}reports", {"starts_on": today, "ends_on": today})
    report = Report.objects.get()
    produce(report.pk)
    return reverse("report_file", args=[report.pk])


def registration_of_marc(greet: Client) -> str:
    """Marc was registered a minute ago, and Greet may still print or mail his receipt."""
    draft = begun(greet)
    fill_in(greet, draft)
    return finish(greet, draft).headers["Location"]


def greet_searches(greet: Client, clerk: Clerk) -> tuple[str, UUID]:
    """Greet found Amina, ticked her, and is about to do something for all who are ticked."""
    found = greet.post(f"{ROOT}people", {"text": AMINA.name}).headers["Location"]
    greet.post(f"{found}/tick", {"go": "all"})
    search = search_of(clerk, UUID(values_in(found)["search_id"]))
    return found, begin_run(clerk, search, BulkRun.Kind.POINT, {}, "walk").row.pk


def redeem_drink(cast: Cast) -> Redemption:
    return redeem(actor_of_user(cast.dirk.pk, cast.theatre.pk), cast.drink.public_id, AMINA.card, cast.theatre.pk)


def give_her_everything(cast: Cast) -> None:
    """A coupon, an association, a note and a picture."""
    now = clock.now()
    one = coupon(cast.gent, "Najaarsbon", HALF_PRICE, Coupon.Target.SEGMENT, now)
    GrantedCoupon.objects.create(coupon=one, passholder=cast.amina, granted_at=now)
    card = Association.objects.create(public_id=UUID(int=5), name="Sportkaart", end_date_type="CUSTOM")
    card.card_systems.add(cast.gent)
    AssociationRight.objects.create(association=card, organizer=cast.town_hall, can_write=True)
    ends_on = (now + timedelta(days=100)).date()
    AssociationMembership.objects.create(association=card, passholder=cast.amina, ends_on=ends_on, created_at=now)
    file_note(cast.amina, NOTE, now)
    file_picture(cast.amina, b"\xff\xd8 a picture", now)


def greet_walks(world: World) -> None:
    """Fill in `world.found`: every address behind links and forms, also behind the answers to what Greet fills in."""
    starts = [ROOT + str(one.pattern) for one in patterns() if not parameters(one)]
    starts += [f"{ROOT}people/{world.greets_tokens[0]}", f"{ROOT}passes/{world.greets_tokens[1]}"]
    starts += [world.search, f"{ROOT}people/runs/{world.run}", world.draft, *world.made]
    sent, seen = set[tuple[str, ...]](), Counter[str]()
    for _round in range(3):
        onward = set[str]()
        for address, page in walk(world.greet, starts, seen):
            for reached in (address, *(form.address for form in page.forms)):
                if is_desk(reached):
                    world.found.setdefault(pattern_of(reached), set()).add(reached)
            for form in new_forms(page, sent):
                if not pattern_of(address).startswith(CHANGES):
                    onward.update(answers_to(world.greet, form, [AMINA.name, AMINA.card]))
        starts = sorted(onward)


def new_forms(page: Page, sent: set[tuple[str, ...]]) -> Iterator[Form]:
    """The forms of the desk on a page that were not there before."""
    for form in page.forms:
        if is_desk(form.address) and form.kind not in sent:
            sent.add(form.kind)
            yield form


def answers_to(client: Client, form: Form, values: Iterable[str]) -> Iterator[str]:
    """Where somebody comes who fills in the form: each time this value in every field that is still empty."""
    for value in values:
        filled = {name: known or value for name, known in form.fields.items()}
        answer = client.post(form.address, filled) if form.method == "post" else client.get(form.address, filled)
        text_of(answer)  # A file is closed by who reads it.
        if answer.status_code in (301, 302) and is_desk(answer.headers["Location"]):
            yield answer.headers["Location"]


def picture_link(cast: Cast) -> str:
    return picture_token(actor_of_user(cast.greet.pk, cast.town_hall.pk), cast.amina)


FILLED: Final[Mapping[str, Any]] = {
    "link": lambda world: [
        picture_token(actor_of_user(world.cast.greet.pk, world.cast.town_hall.pk), world.cast.amina)
    ],
    "token": lambda world: world.greets_tokens,
    "event_id": lambda _world: ["walk-event", "cast-concert"],
    "kind": lambda _world: list(BulkRun.Kind),
    "run_id": lambda world: [str(world.run)],
    "form": lambda _world: ["pdf"],
    "place": lambda _world: ["start"],
}
"""What stands in addresses, by name, where nobody needs to come across it."""


def addresses(world: World, pattern: URLPattern) -> set[str]:
    """Addresses of Greet's that this pattern answers: those that were found, or put together."""
    made = {ROOT + str(pattern.pattern)}
    for name in parameters(pattern):
        known = FILLED[name](world) if name in FILLED else []
        values = {*known, *(values_in(one).get(name, "") for found in world.found.values() for one in found)} - {""}
        made = {re.sub(rf"<(\w+:)?{name}>", value, one) for one in made for value in sorted(values)[:MOST_VALUES]}
    return {one for one in made if pattern_of(one) == str(pattern.pattern)} | world.found.get(
        str(pattern.pattern), set()
    )


def forged(world: World, address: str) -> Iterator[str]:
    """The same address as Eva would make it: with another signature, without one, with her own, with plain ids."""
    amina = world.cast.amina
    for token in world.greets_tokens:
        if token not in address:
            continue
        payload, _separator, signature = token.rpartition(":")
        eva = f"{world.cast.eva.pk}:{world.cast.aalst.pk}"
        told = [amina.pk, int(clock.now().timestamp() * 1000)]
        guessed = (
            *(payload, f"{payload}:{signature[::-1]}"),
            signing.Signer(salt=f"forged:{eva}").sign_object(told),
            signing.Signer(key="guessed", salt=f"openpas.web.desk.files:{eva}").sign_object(told),
            *(str(amina.pk), AMINA.card),
        )
        yield from (address.replace(token, one) for one in guessed)


def everything_about(person: Passholder) -> dict[str, list[Any]]:
    """Every row of every table that belongs to the person, but for who looked."""
    kept = {}
    for model in apps.get_models():
        path = path_to_person(model)
        if path and model is not AccessLine:
            kept[model.__name__] = sorted(map(str, model._default_manager.filter(**{path: person.pk}).values_list()))
    return kept


def path_to_person(model: type[models.Model]) -> str:
    """How a row of this table names a passholder; empty where it names none."""
    if model is Passholder:
        return "pk"
    for one in model._meta.get_fields():
        if isinstance(one, models.ForeignKey) and one.related_model is Passholder:
            return one.name
        if isinstance(one, models.Field) and one.name == "passholder_id":
            return one.name
        if isinstance(one, models.ForeignKey) and one.name == "membership":
            return "membership__passholder"
    return ""


def shown_in(html: str, secrets: Iterable[str], typed: str = "") -> set[str]:
    """The secrets that stand there, but for what was typed."""
    return {one for one in secrets if one in html and one not in typed}


def test_every_page_is_tried(world: World) -> None:
    """And Greet's own walk finds Amina, so that it means something when Eva finds nothing."""
    greet_walks(world)

    unknown = [str(one.pattern) for one in patterns() if not addresses(world, one)]
    shown = {
        pattern
        for pattern, reached in world.found.items()
        for address in reached
        if shown_in(text_of(world.greet.get(address)), world.secrets)
    }

    assert unknown == [], "Let Greet come across them, or say in FILLED what stands in their addresses."
    assert {"people/<str:token>", "people/<str:token>/details", "passes/<str:token>"} <= shown
    assert len([one for one in shown if one.startswith("people")]) > 5


def test_the_pages_of_greet_show_nothing_to_eva(world: World) -> None:
    greet_walks(world)
    before, looks = everything_about(world.cast.amina), AccessLine.objects.filter(desk_id=world.cast.aalst.pk).count()
    told = []

    for pattern in patterns():
        for address in addresses(world, pattern):
            answers = [(address, world.eva.post(address, guessed_fields(world)))]
            answers += [(tried, world.eva.get(tried)) for tried in (address, *forged(world, address))]
            for tried, answer in answers:
                told += [(tried, one) for one in shown_in(text_of(answer), world.secrets, tried)]

    assert told == []
    assert everything_about(world.cast.amina) == before
    assert AccessLine.objects.filter(desk_id=world.cast.aalst.pk, passholder_id=world.cast.amina.pk).count() == looks


def test_what_the_desk_of_greet_made_is_hers(world: World) -> None:
    """Also where Eva knows the address, and where she puts the receipt behind the file that she may open herself."""
    [receipt, report, registered] = world.made
    clerk = Clerk(world.cast.eva, world.cast.aalst, actor_of_user(world.cast.eva.pk, world.cast.aalst.pk), "")
    hers = open_file(clerk, world.cast.bart.pk).token
    behind_hers = reverse("membership_receipt", args=[hers, values_in(receipt)["receipt"]])

    assert [world.greet.get(one).status_code for one in world.made] == [200, 302, 200]
    assert [world.eva.get(one).status_code for one in (receipt, behind_hers, report)] == [404, 404, 404]
    for one in (receipt, behind_hers):
        assert world.eva.post(one, {"email": "eva@example.org"}).status_code == 404
    for mailed in (registered, registered.replace("/done", "/receipt")):
        assert shown_in(text_of(world.eva.post(mailed, follow=True)), {"Marc", "Peeters", "marc@example.org"}) == set()
    assert mail.outbox == []


def guessed_fields(world: World) -> dict[str, str]:
    """What forms of the desk send, with rows that are Amina's."""
    ids = {"do": "remove", "id": str(world.checkin.id), "kind": "point", "undo": f"point:{world.checkin.id}"}
    who = {"passholder": str(world.cast.amina.pk), "person": str(world.cast.amina.public_id)}
    return {**ids, **who, "note": "weg", "no_email": "yes", "school": "none", "reward": world.cast.drink.public_id}


def test_nothing_that_eva_guesses_finds_anybody(world: World) -> None:
    before, looks = everything_about(world.cast.amina), AccessLine.objects.filter(desk_id=world.cast.aalst.pk).count()
    told = []

    sent = set[tuple[str, ...]]()
    for address, page in walk(world.eva, eva_starts()):
        for form in new_forms(page, sent):
            for typed in world.guesses:
                for html in answered(world.eva, form, typed):
                    told += [(address, typed, one) for one in shown_in(html, world.secrets, typed)]

    assert told == []
    assert everything_about(world.cast.amina) == before
    assert AccessLine.objects.filter(desk_id=world.cast.aalst.pk).count() == looks


def eva_starts() -> list[str]:
    return [ROOT + str(one.pattern) for one in patterns() if not parameters(one)]


def answered(client: Client, form: Form, typed: str) -> Iterator[str]:
    """What stands on the page after the form was filled in, wherever it leads."""
    for filled in (dict.fromkeys(form.fields, typed), {name: known or typed for name, known in form.fields.items()}):
        ask = client.post if form.method == "post" else client.get
        yield text_of(ask(form.address, filled, follow=True))


@pytest.mark.parametrize("typed", [AMINA.card, AMINA.insz, AMINA.chip])
def test_who_stands_there_with_a_pass_is_known_by_name_only(world: World, typed: str) -> None:
    """Eva has the pass or the identity card in the hand. What she learns is noted, and she changes nothing."""
    before = everything_about(world.cast.amina)
    told, unnoted = [], []

    sent = set[tuple[str, ...]]()
    for address, page in walk(world.eva, eva_starts()):
        for form in new_forms(page, sent):
            looks = AccessLine.objects.filter(passholder_id=world.cast.amina.pk).count()
            reached = list(reached_by(world.eva, form, typed, sent))
            told += [(address, at_, one) for at_, html in reached for one in shown_in(html, world.private, typed)]
            saw = any(shown_in(html, {AMINA.first_name, AMINA.name}, typed) for _address, html in reached)
            if saw and AccessLine.objects.filter(passholder_id=world.cast.amina.pk).count() == looks:
                unnoted.append(address)

    assert told == []
    assert unnoted == []
    assert everything_about(world.cast.amina) == before


def reached_by(client: Client, form: Form, typed: str, sent: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The pages behind the answer to a form, and behind the forms on those; nothing is done that serves the person."""
    seen = Counter[str]()
    for address in answers_to(client, form, [typed]):
        for onward, page in walk(client, [address], seen):
            yield onward, text_of(client.get(onward))
            for inner in new_forms(page, sent):
                if not pattern_of(inner.address).startswith(SERVES):
                    yield inner.address, "".join(answered(client, inner, typed))


@pytest.mark.django_db
def test_a_form_that_tells_too_much_is_seen() -> None:
    page = read("/desk/x", '<form action="/desk/y" method="post"><input name="a"><button name="b" value="2"></form>')

    assert page.forms == [Form("/desk/y", "post", {"a": "", "b": "2"}, "2")]
    assert shown_in("… Amina …", ["Amina", "Aziz"]) == {"Amina"}
