"""Welcome rewards: given on joining, once per person, while there are any."""

from datetime import timedelta

import pytest

from openpas.demo.cast import Cast
from openpas.records.models import AuditLine, OutboxMessage
from openpas.rewards.models import Reward, WelcomeGrant
from openpas.rewards.service import grant_welcome_rewards
from openpas.runtime import clock
from tests.rewards.conftest import Written
from tests.rewards.rewards_around import reward_at

pytestmark = pytest.mark.django_db


def test_who_joins_gets_the_welcome_rewards(cast: Cast) -> None:
    assert grant_welcome_rewards(cast.bart.pk, cast.gent.pk) == [cast.welcome]

    grant = WelcomeGrant.objects.get()
    assert (grant.reward, grant.passholder, grant.card_system) == (cast.welcome, cast.bart, cast.gent)
    assert Reward.objects.get(pk=cast.welcome.pk).units_taken == 1
    assert OutboxMessage.objects.get().kind == "WelcomeRewardsGranted"
    assert AuditLine.objects.get().actor == "system:welcome"


def test_nobody_gets_the_same_one_twice_in_whatever_card_system(cast: Cast, written: Written) -> None:
    grant_welcome_rewards(cast.bart.pk, cast.gent.pk)
    before = written()

    assert grant_welcome_rewards(cast.bart.pk, cast.gent.pk) == []
    assert grant_welcome_rewards(cast.bart.pk, cast.dender.pk) == []
    assert written() == before


def test_another_card_system_has_welcome_rewards_of_its_own(cast: Cast) -> None:
    grant_welcome_rewards(cast.bart.pk, cast.gent.pk)
    museum = reward_at(None, cast.dender, "museum", "Museum", type="WELCOME", points=0, is_for_all_card_systems=False)
    museum.applicable_card_systems.add(cast.dender)

    assert grant_welcome_rewards(cast.amina.pk, cast.gent.pk) == [cast.welcome]
    assert grant_welcome_rewards(cast.bart.pk, cast.dender.pk) == [museum]


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "INACTIVE"},
        {"granting_begins_at": clock.now() + timedelta(days=3000)},
        {"granting_begins_at": clock.now(), "granting_ends_at": clock.now() - timedelta(days=3000)},
        {"publication_ends_at": clock.now() - timedelta(days=3000)},
        {"cities": ["41002"]},
        {"max_available_units": 1, "units_taken": 1},
        {"type": "POINTS"},
    ],
)
def test_what_is_not_being_granted_writes_nothing(cast: Cast, written: Written, columns: dict[str, object]) -> None:
    Reward.objects.filter(pk=cast.welcome.pk).update(**columns)
    before = written()

    assert grant_welcome_rewards(cast.bart.pk, cast.gent.pk) == []
    assert written() == before


def test_the_first_people_get_it(cast: Cast) -> None:
    Reward.objects.filter(pk=cast.welcome.pk).update(max_available_units=1)

    assert grant_welcome_rewards(cast.bart.pk, cast.gent.pk) == [cast.welcome]
    assert grant_welcome_rewards(cast.amina.pk, cast.gent.pk) == []
