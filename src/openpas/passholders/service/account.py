"""The version of a person's points account stands for everything that a check-in depends on."""

from django.db.models import F

from openpas.passholders.models import Passholder, PointsAccount


def outdate_decisions(passholder_id: int) -> None:
    """Raise the version, and lock the person: nothing is written that was decided on the older state.

    A check-in notices the version, a sale waits for the lock. Both are taken in the order of
    docs/decisions/0005-load-decide-write.md, so call it before any other lock of the person.
    """
    PointsAccount.objects.filter(passholder_id=passholder_id).update(version=F("version") + 1)
    Passholder.objects.select_for_update(no_key=True).only("pk").get(pk=passholder_id)
