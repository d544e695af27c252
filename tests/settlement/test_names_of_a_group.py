"""A region shows names in the reports of the desks of a group (domain/rules.md 2.2, 5.3)."""

import pytest

from openpas.demo.cast import Cast
from openpas.identity.models import DeskGroup
from openpas.settlement.production import _has_names

pytestmark = pytest.mark.django_db


def test_a_group_shows_names_to_its_desks_alone(cast: Cast) -> None:
    group = DeskGroup.objects.get(card_system=cast.gent, shows_names_in_reports=True)
    group.desks.add(cast.theatre)
    assert (_has_names(cast.theatre), _has_names(cast.club)) == (True, False)
