"""A small large set: it can be addressed by number, its books balance, and it can be checked in on."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Max, Sum

from openpas.checkins.models import Checkin, PointsLine
from openpas.checkins.refusals import CheckinLimitReached
from openpas.checkins.service import check_in
from openpas.demo.bulk import AlreadyGenerated, Plan, card_number, generate
from openpas.demo.cast import create_cast
from openpas.demo.progress import progress_on
from openpas.events.models import Event
from openpas.foundation.calendar import Period, brussels_day, period_start
from openpas.foundation.identifiers import insz_birth_date, is_insz, is_uitpas_number, moment_of
from openpas.foundation.limits import Limit
from openpas.identity.actors import actor_of_client
from openpas.identity.clients import client_with_secret
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, Passholder, PointsAccount
from openpas.passholders.queries import holder_by_number
from openpas.passholders.rules import SocialTariffStatus
from openpas.records.encryption import decrypt
from openpas.runtime import clock
from tests.demo.conftest import World

PEOPLE, CHECKINS, EVENTS = 1000, 4300, 30


@contextmanager
def silent(_title: str, _total: int) -> Iterator[Callable[[int], None]]:
    yield lambda _count: None


def small() -> Plan:
    return Plan(PEOPLE, events=EVENTS, organizers=5, checkins=CHECKINS, months=6, checkin_limit=Limit(1, Period.DAY))


@pytest.fixture(autouse=True, scope="module")
def generated(world: World) -> Iterator[None]:
    with world(lambda: generate(small(), silent)):
        yield


@pytest.fixture(autouse=True)
def _taken_back(generated: None) -> Iterator[None]:
    """What one test writes, the next does not see."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_the_numbers_of_the_cards() -> None:
    assert (card_number(0), card_number(1), card_number(123_456)) == (
        "9000000000019",
        "9000000000100",
        "9000012345618",
    )
    assert all(is_uitpas_number(card_number(number)) for number in range(PEOPLE))
    known = set(Card.objects.values_list("uitpas_number", flat=True))
    assert known == {card_number(number) for number in range(PEOPLE)}


def test_every_fourth_person_has_the_social_tariff() -> None:
    today = brussels_day(clock.now())
    for number in (0, 1, 2, 3, 4, 996, 999):
        active = holder_by_number(card_number(number)).social_tariff_in(SocialTariffStatus.ACTIVE, today)
        assert active == ({5} if number % 4 == 0 else frozenset())


def test_every_insz_is_valid_and_one_person_s() -> None:
    numbers = {decrypt(person.insz_encrypted or b""): person for person in Passholder.objects.all()}
    assert len(numbers) == PEOPLE
    assert all(is_insz(insz) and insz_birth_date(insz) == one.date_of_birth for insz, one in numbers.items())


def test_the_events_are_always_open_and_belong_to_the_organizers_in_turn() -> None:
    assert Event.objects.filter(calendar_type="PERMANENT").count() == EVENTS
    assert Event.objects.get(public_id="bench-7").organizer.public_id == "bench-organizer-2"
    limits = set(Event.objects.values_list("checkin_limit_volume", "checkin_limit_period", "ticket_limit_volume"))
    assert limits == {(1, "DAY", None)}


def test_every_balance_is_the_sum_of_its_lines() -> None:
    lines = PointsLine.objects.values("passholder_id").annotate(points=Sum("points"), last=Max("balance_after"))
    sums = {one["passholder_id"]: (one["points"], one["last"]) for one in lines}
    accounts = list(PointsAccount.objects.all())
    assert len(accounts) == PEOPLE
    assert all(sums[one.passholder_id] == (one.points, one.points) for one in accounts)
    assert all(one.version == one.points for one in accounts)
    assert Counter(one.points for one in accounts) == {4: 700, 5: 300}


def test_every_check_in_has_its_line_at_the_same_moment() -> None:
    checkins = dict(Checkin.objects.values_list("id", "created_at"))
    assert len(checkins) == CHECKINS
    assert dict(PointsLine.objects.values_list("source", "created_at")) == checkins
    assert all(moment_of(identifier) == moment for identifier, moment in checkins.items())
    assert all(moment_of(one.id) == one.created_at for one in PointsLine.objects.all())


def test_check_ins_are_spread_over_the_months_up_to_this_week() -> None:
    moments = sorted(Checkin.objects.values_list("created_at", flat=True))
    this_week = period_start(Period.WEEK, clock.now())
    assert moments[-1] < this_week
    assert this_week - moments[-1] < timedelta(hours=2)
    assert timedelta(days=175) < this_week - moments[0] < timedelta(days=216)
    per_day = Checkin.objects.values("passholder_id", "event_id").annotate(n=Count("id")).aggregate(Max("n"))
    assert per_day["n__max"] == 1


def test_the_card_of_a_check_in_is_the_person_s() -> None:
    cards = dict(Card.objects.values_list("membership__passholder_id", "uitpas_number"))
    assert all(cards[one.passholder_id] == one.uitpas_number for one in Checkin.objects.all())
    assert Checkin.objects.filter(had_social_tariff=True, uitpas_number=card_number(3)).count() == 0


def test_the_client_may_act_at_every_organizer() -> None:
    assert client_with_secret("bench-client", "bench-secret") is not None
    assert len(actor_of_client("bench-client").by_organizer) == Organizer.objects.count() == 5


def test_a_check_in_works_once_a_day() -> None:
    actor = actor_of_client("bench-client")
    before = holder_by_number(card_number(12)).points
    done = check_in(actor, card_number(12), "bench-3", channel=Checkin.Channel.API)
    assert (done.points, done.balance) == (1, before + 1)
    with pytest.raises(CheckinLimitReached):
        check_in(actor, card_number(12), "bench-3", channel=Checkin.Channel.API)


def test_a_second_set_is_refused() -> None:
    with pytest.raises(AlreadyGenerated):
        generate(small(), silent)
    assert Passholder.objects.count() == PEOPLE


def test_the_command_reads_limits_and_refuses_what_it_cannot_read() -> None:
    with pytest.raises(CommandError, match="is not like 1/DAY"):
        call_command("generate", "--passholders", "10", "--checkin-limit", "often")
    with pytest.raises(CommandError, match="at least 1"):
        call_command("generate", "--passholders", "0")


@pytest.mark.parametrize("passholders", [1, 2, 7, 1000, 618_033_989])
def test_the_stride_reaches_everybody_and_its_inverse_finds_the_place(passholders: int) -> None:
    plan = Plan(passholders)
    for place in {0, passholders // 3, passholders - 1}:
        assert place * plan.stride % passholders * plan.place_factor % passholders == place


def test_the_bar_tells_how_far_it_is() -> None:
    told = StringIO()
    with progress_on(told, "people", 200) as advance:
        advance(50)
        advance(150)
    assert told.getvalue().splitlines()[0].startswith("people       [#######.......................] 50 of 200")
    assert told.getvalue().splitlines()[-1].startswith("people       [##############################] 200 of 200")


def test_a_set_stands_beside_the_cast() -> None:
    cast = create_cast()
    assert actor_of_client("bench-client").by_organizer.keys() & {cast.theatre.pk} == set()
    assert holder_by_number(cast.amina_number).points == 12
