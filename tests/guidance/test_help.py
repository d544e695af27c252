"""The help of places: our own text, versions of the whole and of regions, and who may keep them."""

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor
from openpas.guidance.models import HelpVersion
from openpas.guidance.queries import help_at, help_of, our_text, versions_of, writer_names
from openpas.guidance.refusals import HelpChangedMeanwhile, TextTooLong
from openpas.guidance.rules import LONGEST_HELP
from openpas.guidance.service import HelpDraft, keep_help
from openpas.identity.actors import actor_of_user
from openpas.identity.models import Manager, User
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.records.models import AuditLine
from openpas.runtime import clock

pytestmark = pytest.mark.django_db


def manager(user: User, **of: object) -> Actor:
    Manager.objects.create(user=user, since=clock.now(), **of)
    return actor_of_user(user.pk, None)


def test_without_a_text_of_its_own_an_installation_has_ours(cast: Cast) -> None:
    [part] = help_at(cast.theatre, "fr")
    assert (part.card_system, part.language, part.body) == (None, "fr", our_text("fr"))


def test_a_version_holds_until_the_next(cast: Cast) -> None:
    greet = manager(cast.greet)
    first = keep_help(greet, HelpDraft(None, "nl", "  ## Een\n"))
    second = keep_help(greet, HelpDraft(None, "nl", "## Twee", first.pk))
    assert help_of(None, "nl").body == "## Twee"
    assert help_of(None, "fr").body == our_text("fr")
    assert [version.body for version in versions_of(None, "nl")] == ["## Twee", "## Een"]
    assert writer_names([second]) == {f"user:{cast.greet.pk}": "Greet Goossens"}
    keep_help(greet, HelpDraft(None, "nl", "", second.pk))
    assert help_of(None, "nl").body == our_text("nl")


def test_a_region_has_its_own_part_in_dutch_where_it_wrote_no_other(cast: Cast) -> None:
    keep_help(manager(cast.greet, card_system=cast.gent), HelpDraft(cast.gent, "nl", "## Gent"))
    assert [(part.language, part.body) for part in help_at(cast.theatre, "de")][1:] == [("nl", "## Gent")]
    assert len(help_at(cast.aalst, "nl")) == 1


@pytest.mark.parametrize("place", ["whole", "other"])
def test_nobody_writes_what_they_do_not_look_after(cast: Cast, place: str) -> None:
    actor = manager(cast.greet, card_system=cast.gent)
    before = AuditLine.objects.count()
    with pytest.raises(NotTheirRegion):
        keep_help(actor, HelpDraft(cast.dender if place == "other" else None, "nl", "x"))
    assert not HelpVersion.objects.exists()
    assert AuditLine.objects.count() == before


def test_who_did_not_see_the_latest_version_is_told(cast: Cast) -> None:
    greet = manager(cast.greet)
    keep_help(greet, HelpDraft(None, "nl", "van iemand anders"))
    with pytest.raises(HelpChangedMeanwhile):
        keep_help(greet, HelpDraft(None, "nl", "van mij"))
    assert help_of(None, "nl").body == "van iemand anders"


def test_a_book_is_no_help(cast: Cast) -> None:
    with pytest.raises(TextTooLong):
        keep_help(manager(cast.greet), HelpDraft(None, "nl", "x" * (LONGEST_HELP + 1)))
    assert not HelpVersion.objects.exists()
