"""Cards, memberships and persons are blocked, and freed again."""

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.passholders.refusals import InvalidCardStatus
from openpas.passholders.service.account import outdate_decisions
from openpas.records import service as records


@transaction.atomic
def block_card(actor: Actor, card: Card, reason: str = "") -> None:
    """Block a lost or stolen card, for good. Membership, points and other cards stay (BR-CARD-12).

    `reason` is a word of a closed list, for the auditor. Raises InvalidCardStatus unless the card is ACTIVE.
    """
    if card.membership is not None:
        outdate_decisions(card.membership.passholder_id)
    blocked = Card.objects.filter(pk=card.pk, status=Card.Status.ACTIVE).update(status=Card.Status.BLOCKED)
    if not blocked:
        raise InvalidCardStatus("Only an ACTIVE card can be blocked.")
    card.status = Card.Status.BLOCKED
    records.publish("CardBlocked", {"card_id": card.pk})
    details: dict[str, object] = {"reason": reason} if reason else {}
    records.note(actor, "card.block", f"card:{card.pk}", at=None, **details)


@transaction.atomic
def block_membership(actor: Actor, membership: CardSystemMembership, *, is_blocked: bool = True) -> None:
    """Block a membership, or free it. Its card stays ACTIVE; nothing counts in this card system (BR-ST-08)."""
    outdate_decisions(membership.passholder_id)
    membership.is_blocked = is_blocked
    membership.save(update_fields=["is_blocked"])
    _tell(actor, "Membership", is_blocked, f"membership:{membership.pk}", membership_id=membership.pk)


@transaction.atomic
def block_passholder(actor: Actor, person: Passholder, *, is_blocked: bool = True) -> None:
    """Block a person in the whole programme, or free him or her (contract/rules.md 1.4)."""
    outdate_decisions(person.pk)
    person.is_blocked = is_blocked
    person.save(update_fields=["is_blocked"])
    _tell(actor, "Passholder", is_blocked, f"passholder:{person.pk}", passholder_id=person.pk)


def _tell(actor: Actor, what: str, is_blocked: bool, subject: str, **ids: int) -> None:  # noqa: FBT001
    records.publish(f"{what}Blocked" if is_blocked else f"{what}Unblocked", ids)
    records.note(actor, f"{what.lower()}.{'block' if is_blocked else 'unblock'}", subject)
