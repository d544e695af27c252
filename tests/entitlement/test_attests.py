"""What desks saw: rows that never change, and go when their time is over or with the person."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from openpas.demo.cast import Cast
from openpas.enrolment.refusals import CityOutsideRegion, NoSocialTariffToExtend
from openpas.enrolment.service.erasing import erase_passholder
from openpas.enrolment.service.granting import ExtensionAsked, extend_social_tariff
from openpas.entitlement.models import Attest
from openpas.entitlement.refusals import AttestNoteMissing, AttestSeenInFuture, AttestSeenLongAgo
from openpas.entitlement.rules import require_attest
from openpas.entitlement.service import AttestSeen
from openpas.entitlement.tasks import forget_old_attests
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Passholder
from openpas.records.models import AuditLine, OutboxMessage
from openpas.runtime import clock
from tests.enrolment.people import ALL

TODAY = date(2026, 11, 22)


def extend(cast: Cast, person: Passholder, **changes: object) -> None:
    today = brussels_day(clock.now())
    seen = AttestSeen(kind=Attest.Kind.LIVING_WAGE, seen_on=today)
    given = {"organizer_id": "cast-theatre", "ends_on": last_of_april_next_year(today), "attest": seen, **changes}
    extend_social_tariff(ALL, person, cast.gent, ExtensionAsked(**given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seen_on", "is_described", "refusal"),
    [
        (TODAY + timedelta(days=1), True, AttestSeenInFuture),
        (TODAY - timedelta(days=365), True, AttestSeenLongAgo),
        (TODAY, False, AttestNoteMissing),
    ],
)
def test_what_cannot_be(seen_on: date, is_described: bool, refusal: type[Refusal]) -> None:  # noqa: FBT001
    with pytest.raises(refusal):
        require_attest(seen_on=seen_on, today=TODAY, is_described=is_described)


def test_a_year_is_counted_from_the_day_it_was_seen() -> None:
    require_attest(seen_on=TODAY - timedelta(days=364), today=TODAY, is_described=True)


def test_a_row_never_changes(cast: Cast) -> None:
    extend(cast, cast.amina)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Attest.objects.update(kind=Attest.Kind.OTHER)
    assert Attest.objects.get().kind == "LIVING_WAGE"


def test_it_goes_thirteen_months_after_the_end(cast: Cast) -> None:
    extend(cast, cast.amina)
    kept = Attest.objects.get()
    today = brussels_day(clock.now())
    for days, left in ((400, 1), (401, 0)):
        Attest.objects.all().delete()
        Attest.objects.create(
            membership=kept.membership,
            organizer=kept.organizer,
            kind=kept.kind,
            seen_on=kept.seen_on,
            ends_on=today - timedelta(days=days),
            recorded_by=kept.recorded_by,
            recorded_at=kept.recorded_at,
        )
        forget_old_attests()
        assert Attest.objects.count() == left


def test_it_goes_with_the_person(cast: Cast) -> None:
    extend(cast, cast.amina)
    erase_passholder(ALL, cast.amina)
    assert not Attest.objects.exists()


def test_refused_with_nothing_written(cast: Cast) -> None:
    before = (OutboxMessage.objects.count(), AuditLine.objects.count())
    with pytest.raises(NoSocialTariffToExtend):
        extend(cast, cast.bart)
    Passholder.objects.filter(pk=cast.amina.pk).update(municipality_nis="41002")
    with pytest.raises(CityOutsideRegion):
        extend(cast, cast.amina)
    assert (OutboxMessage.objects.count(), AuditLine.objects.count()) == before
    assert not Attest.objects.exists()
