"""Redeem a reward, and take that back. Locks: the reward first, then the balance of points; counts come after both."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openpas.checkins.ledger import lock_account, post_line
from openpas.checkins.models import PointsLine
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.foundation.permissions import Permission
from openpas.passholders.models import PointsAccount
from openpas.passholders.queries import holder_by_number
from openpas.passholders.rules import Holder
from openpas.records.service import note, publish
from openpas.rewards.counters import counter_for
from openpas.rewards.models import Redemption, RedemptionCancellation, Reward, RewardCode
from openpas.rewards.refusals import RedemptionNotFound, RewardNotOnline, RewardVolumeReached
from openpas.rewards.rules.redeeming import History, require_person, require_redeemable
from openpas.rewards.service.locking import lock_reward, locked
from openpas.rewards.terms import histories, terms_of
from openpas.runtime import clock


@transaction.atomic
def redeem(actor: Actor, reward_id: str, uitpas_number: str, organizer_id: int | None = None) -> Redemption:
    """Exchange points for a reward, or hand out a welcome reward. `organizer_id` is internal: where it happens.

    Raises RewardNotFound, RewardNotOnline, PermissionMissing, InvalidUitpasNumber, PassholderNotFound and the refusals
    of `rules.redeeming.require_redeemable`; then nothing is written.
    """
    reward = lock_reward(reward_id)
    if actor.kind is ActorKind.PASSHOLDER and not reward.is_online:
        raise RewardNotOnline
    counter_id = counter_for(actor, Permission.REWARDS_REDEEM, reward, organizer_id)
    holder = holder_by_number(uitpas_number)
    account = lock_account(require_person(holder, clock.now()))
    moment = whole_milliseconds(clock.now())
    _require_redeemable(reward, replace(holder, points=account.points), account.passholder_id, moment)
    code = _free_code(reward)
    redemption = Redemption.objects.create(
        id=new_id(moment),
        reward=reward,
        passholder_id=account.passholder_id,
        organizer_id=counter_id,
        uitpas_number=holder.uitpas_number,
        points=reward.points,
        code=code.code if code else "",
        actor=actor.id,
        created_at=moment,
    )
    if code:
        RewardCode.objects.filter(pk=code.pk).update(redemption=redemption)
    _move(redemption, account, -1, moment)
    _tell(actor, "RewardRedeemed", "reward.redeem", redemption)
    return redemption


@transaction.atomic
def cancel_redemption(actor: Actor, redemption_id: UUID) -> None:
    """Give points and unit back; a code that was handed out is not used again (BR-RW-06).

    Raises RedemptionNotFound, also the second time, and PermissionMissing.
    """
    redemption = Redemption.objects.filter(pk=redemption_id).first()
    if redemption is None:
        raise RedemptionNotFound
    reward = locked(Reward.objects.filter(pk=redemption.reward_id)).get()
    counter_for(actor, Permission.REWARDS_REDEEM, reward)
    account = lock_account(redemption.passholder_id)
    if RedemptionCancellation.objects.filter(redemption=redemption).exists():
        raise RedemptionNotFound
    moment = whole_milliseconds(clock.now())
    RedemptionCancellation.objects.create(redemption=redemption, created_at=moment, actor=actor.id)
    redemption.reward = reward
    _move(redemption, account, 1, moment)
    _tell(actor, "RedemptionCancelled", "reward.cancel_redemption", redemption)


def _require_redeemable(reward: Reward, holder: Holder, passholder_id: int, moment: datetime) -> None:
    """Decide on what is true under the locks."""
    [terms] = terms_of(Reward.objects.filter(pk=reward.pk))
    past = histories(passholder_id, reward.pk).get(reward.pk, History())
    require_redeemable(terms, holder, past, moment)


def _free_code(reward: Reward) -> RewardCode | None:
    """The next code of the pool, for us alone; None for a reward that has no codes."""
    codes = RewardCode.objects.filter(reward=reward)
    code = codes.filter(redemption=None).order_by("pk").select_for_update(skip_locked=True).first()
    if code is None and codes.exists():
        raise RewardVolumeReached
    return code


def _move(redemption: Redemption, account: PointsAccount, sign: int, moment: datetime) -> None:
    """Take unit and points (sign -1) or give them back (+1).

    The unit of a welcome reward was taken when it was granted, and it costs nothing: neither moves.
    """
    reward = redemption.reward
    if reward.type == Reward.Type.POINTS:
        reward.units_taken -= sign
        reward.save(update_fields=["units_taken"])
    if redemption.points:
        kind = PointsLine.Kind.REDEMPTION if sign < 0 else PointsLine.Kind.REDEMPTION_CANCELLED
        post_line(account, kind, sign * redemption.points, redemption.pk, moment)


def _tell(actor: Actor, fact: str, action: str, redemption: Redemption) -> None:
    publish(
        fact,
        {
            "redemption_id": str(redemption.pk),
            "reward_id": redemption.reward_id,
            "passholder_id": redemption.passholder_id,
            "organizer_id": redemption.organizer_id,
            "points": redemption.points,
        },
    )
    note(actor, action, f"redemption:{redemption.pk}", reward_id=redemption.reward_id)
