"""The demo's families, pupils and members keep the rules that hold for everybody."""

from collections.abc import Iterator

import pytest

from openpas.demo.cast import create_cast
from openpas.demo.region import create_region
from openpas.demo.together import SCHOOLS, create_together
from openpas.foundation.calendar import age_on, brussels_day
from openpas.organizers.models import Association
from openpas.passholders.associations.queries import card_systems_of, exists_in, terms_of
from openpas.passholders.models import AssociationMembership, FamilyLink, Passholder
from openpas.runtime import clock
from tests.demo.conftest import World

pytestmark = pytest.mark.django_db


def create() -> None:
    create_cast()
    create_region(passholders=300, events=120)
    create_together()


@pytest.fixture(scope="module", autouse=True)
def _saved(world: World) -> Iterator[None]:
    with world(create):
        yield


def test_families_keep_the_limits() -> None:
    mains = Passholder.objects.filter(family__isnull=False).distinct()
    assert mains.count() >= 5
    today = brussels_day(clock.now())
    for main in mains:
        everybody = [main, *Passholder.objects.filter(families__main=main)]
        assert 2 <= len(everybody) <= 10
        assert sum(age_on(one.date_of_birth, today) >= 18 for one in everybody) <= 2
    assert not FamilyLink.objects.filter(main__name="D'Hondt").exists()


def test_children_go_to_both_schools() -> None:
    pupils = Passholder.objects.filter(school__isnull=False)
    assert {one.school.public_id for one in pupils if one.school} == {public_id for public_id, _, _ in SCHOOLS}
    today = brussels_day(clock.now())
    assert all(6 <= age_on(one.date_of_birth, today) < 18 for one in pupils)


def test_every_association_has_members_of_its_region() -> None:
    assert Association.objects.filter(memberships__isnull=False).distinct().count() == 3
    today = brussels_day(clock.now())
    for one in AssociationMembership.objects.select_related("association", "passholder"):
        assert exists_in(one.association, card_systems_of(one.passholder))
        if one.association.age_limit:
            assert terms_of(one.association).is_open_to(one.passholder.date_of_birth, today)
    assert AssociationMembership.objects.filter(ends_on__lt=today).exists()
