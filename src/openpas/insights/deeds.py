"""The four things that a desk counts, each as rows of one shape: who, when, how much, of what (D-42).

`holder` is the passholder, or NULL for a group; `amount` is points or cents; what was cancelled is not there. A desk
counts what belongs to it: check-ins and tickets of its own activities, rewards handed out by it, people it registered.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Subject(StrEnum):
    """What is counted."""

    POINTS = "points"
    REWARDS = "rewards"
    TICKETS = "tickets"
    PASSES = "passes"


DEEDS: Final[Mapping[Subject, str]] = {
    Subject.POINTS: """
        SELECT deed.passholder_id AS holder, deed.created_at AS at, deed.points AS amount,
               event.title AS what, deed.had_social_tariff AS is_social
        FROM checkins_checkin deed
        JOIN events_event event ON event.id = deed.event_id
        WHERE deed.organizer_id = %(desk)s
          AND NOT EXISTS (SELECT FROM checkins_checkincancellation gone WHERE gone.checkin_id = deed.id)
    """,
    Subject.REWARDS: """
        SELECT deed.passholder_id AS holder, deed.created_at AS at, deed.points AS amount,
               reward.title AS what, EXISTS (
                   SELECT FROM passholders_cardsystemmembership member
                   WHERE member.passholder_id = deed.passholder_id
                     AND member.social_tariff_ends_on >= deed.created_at::date) AS is_social
        FROM rewards_redemption deed
        JOIN rewards_reward reward ON reward.id = deed.reward_id
        WHERE deed.organizer_id = %(desk)s
          AND NOT EXISTS (SELECT FROM rewards_redemptioncancellation gone WHERE gone.redemption_id = deed.id)
    """,
    Subject.TICKETS: """
        SELECT deed.passholder_id AS holder, deed.created_at AS at, deed.price_cents AS amount,
               event.title AS what, deed.tariff_type = 'SOCIALTARIFF' AS is_social
        FROM tariffs_ticketsale deed
        JOIN events_event event ON event.id = deed.event_id
        WHERE deed.organizer_id = %(desk)s
          AND NOT EXISTS (SELECT FROM tariffs_ticketsalecancellation gone WHERE gone.sale_id = deed.id)
    """,
    Subject.PASSES: """
        SELECT deed.id AS holder, deed.created_at AS at, 0 AS amount, NULL AS what, EXISTS (
                   SELECT FROM passholders_cardsystemmembership member
                   WHERE member.passholder_id = deed.id
                     AND member.social_tariff_ends_on >= deed.created_at::date) AS is_social
        FROM passholders_passholder deed
        WHERE deed.registration_organizer_id = %(desk)s
    """,
}
