"""The rewards of a desk, for the conversation at the counter: what is there, and what somebody can have of it now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from openpas.card_systems.models import City
from openpas.foundation.actor import Actor
from openpas.foundation.belgium import municipality_of
from openpas.foundation.limits import limit_of
from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text
from openpas.organizers.models import Organizer
from openpas.passholders.rules import Holder
from openpas.records.service import note_access
from openpas.rewards.details import ROWS_OF_REWARD
from openpas.rewards.filters import offered_by
from openpas.rewards.models import Reward
from openpas.rewards.refusals import NotEnoughPoints, RewardLimitReached
from openpas.rewards.rules.redeeming import History, RewardTerms, refusal_to_redeem
from openpas.rewards.terms import histories, person_by_id, terms_of
from openpas.runtime import clock


class Standing(StrEnum):
    """What somebody can do with a reward: redeem it, save some more points, or nothing more for now (D-13)."""

    REDEEMABLE = "REDEEMABLE"
    NOT_ENOUGH_POINTS = "NOT_ENOUGH_POINTS"
    DONE = "DONE"


_ORDER = list(Standing)


@dataclass(frozen=True, slots=True)
class RewardAtDesk:
    """A reward as the desk tells of it. `units_left` is None without a maximum, `residents_of` empty for everybody."""

    reward: Reward
    units_left: int | None
    residents_of: tuple[str, ...]
    standing: Standing = Standing.REDEEMABLE
    missing_points: int = 0

    @property
    def is_redeemable(self) -> bool:
        return self.standing is Standing.REDEEMABLE

    @property
    def limit_in_words(self) -> Text | None:
        """How often somebody may redeem it; None for as often as the points allow."""
        limit = limit_of(self.reward.redeem_limit_volume, self.reward.redeem_limit_period)
        return limit.in_words() if limit else None


def rewards_at_desk(actor: Actor, organizer_id: int, text: str = "") -> list[RewardAtDesk]:
    """Every reward that can be redeemed at this desk now, cheapest first; `text` is a part of the title. Internal id.

    Raises PermissionMissing. Five queries at most, however many rewards.
    """
    actor.require(Permission.REWARDS_READ, [organizer_id])
    found = _here(organizer_id, clock.now()).filter(title__icontains=text)
    terms = {one.id: one for one in terms_of(found)}
    return _told([(reward, terms[reward.pk], Standing.REDEEMABLE, 0) for reward in _with_rows(found)])


def rewards_for(actor: Actor, organizer_id: int, passholder_id: int) -> list[RewardAtDesk]:
    """What somebody can have at this desk now, then what it saves for, then what it had. Internal ids.

    What is not for this person at all is left out. Raises PermissionMissing and PassholderNotFound; the person sees
    that it was looked up.
    """
    actor.require(Permission.REWARDS_REDEEM, [organizer_id])
    person = person_by_id(passholder_id)
    note_access(actor, [passholder_id], "rewards")
    if person.holder is None:
        return []
    moment = clock.now()
    found = _here(organizer_id, moment)
    past = histories(passholder_id)
    standings = {
        one.id: (one, *standing)
        for one in terms_of(found)
        if (standing := _standing(one, person.holder, past.get(one.id, History()), moment)) is not None
    }
    rows = _with_rows(found.filter(pk__in=standings))
    told = _told([(reward, *standings[reward.pk]) for reward in rows])
    return sorted(told, key=lambda one: _ORDER.index(one.standing))


def _standing(terms: RewardTerms, holder: Holder, history: History, moment: datetime) -> tuple[Standing, int] | None:
    refusal = refusal_to_redeem(terms, holder, history, moment)
    if refusal is None:
        return Standing.REDEEMABLE, 0
    if isinstance(refusal, NotEnoughPoints):
        return Standing.NOT_ENOUGH_POINTS, terms.points - holder.points
    if isinstance(refusal, RewardLimitReached) and history.redeemed_at:
        return Standing.DONE, 0
    return None


def _here(organizer_id: int, moment: datetime) -> QuerySet[Reward]:
    """To the second, as `rules.redeeming.Span` counts."""
    still = Q(redeem_ends_at=None) | Q(redeem_ends_at__gte=moment.replace(microsecond=0))
    offered = offered_by(Organizer.objects.filter(pk=organizer_id))
    return Reward.objects.filter(offered, still, status=Reward.Status.ACTIVE, redeem_begins_at__lte=moment)


def _with_rows(rewards: QuerySet[Reward]) -> QuerySet[Reward]:
    ordered = rewards.order_by("points", "title", "pk")
    return ordered.select_related("owning_card_system").prefetch_related(*ROWS_OF_REWARD)


def _told(rows: list[tuple[Reward, RewardTerms, Standing, int]]) -> list[RewardAtDesk]:
    names = _municipalities({nis for reward, *_others in rows for nis in reward.cities})
    return [
        RewardAtDesk(
            reward=reward,
            units_left=_units_left(terms),
            residents_of=tuple(sorted(names.get(nis, nis) for nis in reward.cities)),
            standing=standing,
            missing_points=missing,
        )
        for reward, terms, standing, missing in rows
    ]


def _units_left(terms: RewardTerms) -> int | None:
    """0 units means no maximum (contract/rules.md 8-52)."""
    return max(terms.max_available_units - terms.units_taken, 0) if terms.max_available_units else None


def _municipalities(codes: set[str]) -> dict[str, str]:
    """The names of municipalities by their REFNIS codes."""
    if not codes:
        return {}
    places = City.objects.filter(municipality_nis__in=codes).values_list("municipality_nis", "postal_code", "name")
    return {
        nis: place.name
        for nis, postal_code, name in places
        if (place := municipality_of(postal_code, name)) is not None
    }
