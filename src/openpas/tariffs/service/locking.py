"""The rows under which the tickets of a holder are counted and sold, one sale after the other."""

from collections.abc import Collection
from typing import Final

from django.db import connection

from openpas.passholders.models import Card, GroupPass, Passholder

_LOCK_EVENTS: Final = "SELECT id FROM events_event WHERE lower(public_id) = ANY(%s) ORDER BY id FOR KEY SHARE"


def lock_events(public_ids: Collection[str]) -> None:
    """Keep the card systems and keys of these events as they are until the end of the transaction.

    Sales do not wait for each other; `event_keys.replace_card_systems` waits for them. Take it before any other lock.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_EVENTS, [[public_id.lower() for public_id in public_ids]])


def lock_holders_of(uitpas_numbers: Collection[str]) -> None:
    """Lock whoever holds these cards until the end of the transaction, persons before groups, each by id."""
    held = list(
        Card.objects.filter(uitpas_number__in=uitpas_numbers).values_list("membership__passholder_id", "group_pass_id")
    )
    lock_holders({person for person, _ in held if person}, {group for _, group in held if group})


def lock_holders(passholder_ids: Collection[int], group_pass_ids: Collection[int]) -> None:
    """The same by internal ids. Whoever has the lock reads counts that nobody changes; a read before it may be old."""
    for rows, ids in ((Passholder.objects, passholder_ids), (GroupPass.objects, group_pass_ids)):
        if ids:
            list(rows.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
