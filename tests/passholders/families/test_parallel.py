"""Real threads on PostgreSQL: the last place in a family is given once."""

from functools import partial

import pytest
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.passholders.families.refusals import FamilyMemberAlreadyAdded, TooManyAdultsInFamily, TooManyFamilyMembers
from openpas.passholders.families.service import add_family_member
from openpas.passholders.models import FamilyLink
from tests.at_once import at_once
from tests.passholders.conftest import ALL
from tests.passholders.household import GROWN, somebody

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_desks_and_one_last_place(cast: Cast, settings: Settings) -> None:
    settings.OPENPAS_FAMILY_MEMBERS = 3
    add_family_member(ALL, cast.bart, somebody(cast, "Zoë"))
    two = [somebody(cast, "Yara"), somebody(cast, "Xander")]
    answers = at_once([partial(add_family_member, ALL, cast.bart, child) for child in two])
    assert sorted(map(str, answers)) == sorted(map(str, [None, TooManyFamilyMembers]))
    assert FamilyLink.objects.filter(main=cast.bart).count() == 2


def test_two_desks_and_the_second_adult(cast: Cast) -> None:
    grown = [somebody(cast, name, GROWN) for name in ("Wim", "Vera", "Ugo")]
    answers = at_once([partial(add_family_member, ALL, cast.bart, one) for one in grown])
    assert answers.count(TooManyAdultsInFamily) == 2
    assert FamilyLink.objects.filter(main=cast.bart).count() == 1


def test_the_same_child_twice(cast: Cast) -> None:
    child = somebody(cast, "Yara")
    answers = at_once([partial(add_family_member, ALL, cast.bart, child)] * 4)
    assert answers.count(FamilyMemberAlreadyAdded) == 3
    assert FamilyLink.objects.count() == 1
