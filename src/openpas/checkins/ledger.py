"""The ledger of points: lines that are never changed, and a balance that is always their sum.

Whoever changes a balance takes its lock first. The hot path of `service.check_in` does the same without a lock, by
writing only onto the version that it has read.
"""

from datetime import datetime
from uuid import UUID

from openpas.checkins.models import PointsLine
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.passholders.models import PointsAccount


def lock_account(passholder_id: int) -> PointsAccount:
    """The balance of a person, locked up to the end of the transaction.

    Every person has one from registration on; PointsAccount.DoesNotExist means that the data are damaged.
    """
    return PointsAccount.objects.select_for_update(no_key=True).get(passholder_id=passholder_id)


def post_line(account: PointsAccount, kind: PointsLine.Kind, points: int, source: UUID, at: datetime) -> PointsLine:
    """Add `points` (below zero: take them off) to a locked balance, with the line that says why.

    `source` is the id of the check-in or redemption that it stands for. The balance may fall below zero
    (contract/rules.md 8-59); whether there are enough points is for the caller's rule.
    """
    moment = whole_milliseconds(at)
    account.points += points
    account.version += 1
    account.save(update_fields=["points", "version"])
    return PointsLine.objects.create(
        id=new_id(moment),
        created_at=moment,
        passholder_id=account.passholder_id,
        kind=kind,
        points=points,
        balance_after=account.points,
        source=source,
    )
