"""An order is shown, as it is now (operation 85): the provider is asked when the money may have come meanwhile."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from openpas.enrolment.details import PersonDetails
from openpas.enrolment.models import Order, OrderRegistration
from openpas.enrolment.orders.details import details_of
from openpas.enrolment.orders.payments import ProviderSilent
from openpas.enrolment.orders.refusals import OrderNotFound, PaymentUnavailable
from openpas.enrolment.orders.rules import UNDER_WAY, OrderStatus, Stage, status_of
from openpas.enrolment.orders.settling import go_on, settle
from openpas.enrolment.orders.tokens import holder_id, token_of
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.registration_tokens import issue
from openpas.passholders.models import Passholder
from openpas.records.service import note, note_access
from openpas.runtime import clock

ASKS_AGAIN_AFTER: Final = timedelta(seconds=3)
"""A page that waits for the money asks us more often than we ask the provider."""


@dataclass(frozen=True, slots=True)
class ShownRegistration:
    """A person of the order. `person` is None once it was forgotten; its INSZ is empty where it is not shown."""

    registration: OrderRegistration
    person: PersonDetails


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """What the caller may see: nothing of a person, and no token for the account, where it only named itself."""

    order: Order
    status: OrderStatus
    email: str
    payment_url: str
    registration_token: str
    custom_token: str
    registrations: tuple[ShownRegistration, ...]


def placed_order(public_id: UUID, actor: Actor) -> ShownOrder:
    """What the caller who placed it gets to see, with the token of the order. What a free order gives is made here."""
    order = _found(public_id)
    go_on(order.pk)
    return _shown(_found(public_id), actor, shows_token=True)


def order_for(actor: Actor, public_id: UUID) -> ShownOrder:
    """The order, as the provider says it is. Where that is silent, as it was known last.

    Raises OrderNotFound, and PermissionMissing for who neither has the order's token, nor placed it, nor holds
    ORDERS_READ for its desk.
    """
    order = _found(public_id)
    is_own = _require_reader(actor, order)
    _catch_up(order)
    current = _found(public_id)
    if not is_own and actor.kind is not ActorKind.IDENTIFIED_CLIENT:
        known = [one.passholder_id for one in current.registrations.all() if one.passholder_id is not None]
        note_access(actor, known, "orders.read")
        note(actor, "order.read", f"order:{current.pk}")
    return _shown(current, actor, shows_token=False)


def _found(public_id: UUID) -> Order:
    orders = Order.objects.prefetch_related(
        "registrations__organizer", "registrations__passholder", "registrations__voucher"
    )
    found = orders.filter(public_id=public_id).first()
    if found is None:
        raise OrderNotFound
    return found


def _require_reader(actor: Actor, order: Order) -> bool:
    """Whether the caller is who ordered. Raises PermissionMissing for who may not read it."""
    if actor.id == holder_id(order.public_id):
        return True
    if actor.is_person and actor.id == order.ordered_by:
        (actor.through or actor).require_somewhere(Permission.ORDERS_READ)
        return True
    for one in order.registrations.all():
        actor.require(Permission.ORDERS_READ, [one.organizer_id], one.card_system_id)
    return False


def _catch_up(order: Order) -> None:
    """Go on with what the webhook did not tell or what was cut off; of those who read at once one asks."""
    with suppress(ProviderSilent, PaymentUnavailable):
        if order.payment_state in UNDER_WAY:
            now = clock.now()
            waited = Order.objects.filter(pk=order.pk, asked_at__lte=now - ASKS_AGAIN_AFTER)
            if waited.update(asked_at=now):
                settle(order.pk)
        elif order.stage == Stage.PAID:
            go_on(order.pk)


def _shown(order: Order, actor: Actor, *, shows_token: bool) -> ShownOrder:
    main = order.registrations.all()[0]
    status = status_of(Stage(order.stage), awaits_account=_awaits_account(main.passholder))
    is_proven = shows_token or actor.kind is not ActorKind.IDENTIFIED_CLIENT
    people = _people(order, hides_insz=actor.id == holder_id(order.public_id)) if is_proven else ()
    return ShownOrder(
        order=order,
        status=status,
        email=next((one.person.email for one in people if one.registration == main), ""),
        payment_url=order.payment_url if order.stage == Stage.AWAITING_PAYMENT else "",
        registration_token=_token_for_account(main.passholder, status) if is_proven else "",
        custom_token=token_of(order.public_id) if shows_token else "",
        registrations=people,
    )


def _awaits_account(passholder: Passholder | None) -> bool:
    return passholder is not None and not passholder.uitid and not passholder.is_blocked


def _token_for_account(passholder: Passholder | None, status: OrderStatus) -> str:
    """With what the orderer links the new pass to an account; empty when there is nothing to link."""
    if passholder is None or status is not OrderStatus.PENDING_UITID_CONNECT:
        return ""
    return issue(passholder)


def _people(order: Order, *, hides_insz: bool) -> tuple[ShownRegistration, ...]:
    known = ((one, _person(one, hides_insz=hides_insz)) for one in order.registrations.all())
    return tuple(ShownRegistration(one, person) for one, person in known if person)


def _person(registration: OrderRegistration, *, hides_insz: bool) -> PersonDetails | None:
    """The token of an order stands in addresses of pages: it does not open the national number."""
    person = details_of(registration)
    return replace(person, insz="") if person and hides_insz else person
