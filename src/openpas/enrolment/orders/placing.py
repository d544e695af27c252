"""Somebody orders passes online (operation 84): everybody in the order is checked, then the payment is asked for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from openpas.enrolment.desks import Desk, desk_in, municipalities_of, organizer_named, residence_of
from openpas.enrolment.details import PersonDetails
from openpas.enrolment.models import Order, OrderRegistration, Voucher
from openpas.enrolment.orders.addresses import return_addresses, webhook_address
from openpas.enrolment.orders.configuration import payment_provider
from openpas.enrolment.orders.details import sealed
from openpas.enrolment.orders.payments import NewPayment, ProviderRefused, ProviderSilent, StartedPayment
from openpas.enrolment.orders.refusals import (
    HasPassAlready,
    InszTwice,
    NotSoldOnline,
    OrdererEmailMissing,
    PaymentUnavailable,
)
from openpas.enrolment.orders.rules import PaymentState, Stage
from openpas.enrolment.prices import AskedPrice, first_price
from openpas.enrolment.refusals import FieldRefused, InszRequired, MembershipPriceUnknown
from openpas.enrolment.rules.residence import Residence, require_inside
from openpas.enrolment.service.registering import require_acceptable
from openpas.enrolment.service.self_registration import require_free_email
from openpas.enrolment.vouchers import locked_voucher, reserve
from openpas.entitlement.rules import Identity
from openpas.entitlement.service import spend_id_token
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_insz, without_separators
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Card, Passholder
from openpas.passholders.refusals import InvalidInszNumber
from openpas.records import service as records
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_ORDERER: Final = "/mainPassholderRegistration"
_OTHERS: Final = "/extraPassholderRegistrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRegistration:
    """One person. `id_token` proves the right to the social tariff; without one it is not asked for."""

    person: PersonDetails
    organizer_id: str
    card_system_id: int | None = None
    voucher: str = ""
    id_token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOrder:
    """The first registration is of who orders. The addresses are the client's, or empty; `language` is one of ours."""

    registrations: Sequence[AskedRegistration]
    address_after_payment: str = ""
    address_after_cancel: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class _Accepted:
    asked: AskedRegistration
    desk: Desk
    price_cents: int
    voucher: Voucher | None


@transaction.atomic
def place_order(actor: Actor, asked: AskedOrder) -> Order:
    """Take the order. One that costs nothing is PAID at once; `settling.go_on` makes the passholders of it.

    The payment is asked for last, inside the transaction: without a payment nothing was ordered, and a payment whose
    order was not kept is never made, since nobody is told where. Raises PermissionMissing, OrganizerNotFound,
    CardSystemNotFound, OrganizerOutsideCardSystem, InvalidCity, InvalidInszNumber, HasPassAlready, EmailAlreadyUsed,
    InvalidVoucherCode, IdTokenInvalid, PaymentUnavailable, and FieldRefused for what a field says.
    """
    now = clock.now()
    accepted = [_accepted_at(pointer, actor, one, now) for pointer, one in _with_pointers(asked.registrations)]
    with _named(_ORDERER):
        _require_orderer(asked.registrations[0].person)
    _require_different_people(asked.registrations)
    public_id, total_cents = uuid4(), sum(one.price_cents for one in accepted)
    payment = _payment(actor, asked, public_id, total_cents)
    order = _saved(actor, public_id, total_cents, payment, now)
    OrderRegistration.objects.bulk_create(_row(order, position, one) for position, one in enumerate(accepted))
    records.publish("OrderPlaced", {"order_id": order.pk, "total_cents": total_cents})
    records.note(actor, "order.place", f"order:{order.pk}", people=len(accepted), total_cents=total_cents)
    return order


def _with_pointers(registrations: Sequence[AskedRegistration]) -> Iterator[tuple[str, AskedRegistration]]:
    for position, one in enumerate(registrations):
        yield (f"{_OTHERS}/{position - 1}" if position else _ORDERER), one


@contextmanager
def _named(pointer: str) -> Iterator[None]:
    """A refusal inside tells which registration it is about."""
    try:
        yield
    except FieldRefused as refused:
        refused.below(pointer)
        raise
    except Refusal as refused:
        refused.extensions.setdefault("jsonPointer", pointer)
        raise


def _accepted_at(pointer: str, actor: Actor, asked: AskedRegistration, now: datetime) -> _Accepted:
    with _named(pointer):
        return _accepted(actor, asked, now)


def _accepted(actor: Actor, asked: AskedRegistration, now: datetime) -> _Accepted:
    """The person may have a pass, at this price. Holds the voucher, and uses the id token up."""
    person = asked.person
    desk = desk_in(organizer_named(asked.organizer_id), asked.card_system_id)
    desk.require(actor, Permission.ORDERS_CREATE)
    residence = residence_of(person.address)
    require_acceptable(person, desk, brussels_day(now))
    _require_insz(person, desk)
    voucher = locked_voucher(asked.voucher, desk.card_system.pk) if asked.voucher else None
    price_cents = _price(asked, desk, residence)
    if voucher:
        reserve(voucher, desk.organizer, now)
    if asked.id_token:
        require_inside(residence, municipalities_of(desk.card_system.pk))
        spend_id_token(asked.id_token, Identity(without_separators(person.insz), person.name, person.first_name))
    return _Accepted(asked, desk, price_cents, voucher)


def _require_insz(person: PersonDetails, desk: Desk) -> None:
    insz = without_separators(person.insz)
    if not insz:
        if desk.card_system.requires_insz and not person.address.is_abroad:
            raise InszRequired
        return
    if not is_insz(insz):
        raise InvalidInszNumber
    if Passholder.objects.filter(insz_index=blind_index(insz)).exists():
        raise HasPassAlready


def _price(asked: AskedRegistration, desk: Desk, residence: Residence) -> int:
    wanted = AskedPrice(
        card_system_id=desk.card_system.pk,
        card_type=Card.Kind.DIGITAL,
        has_social_tariff=bool(asked.id_token),
        voucher=asked.voucher,
    )
    try:
        return first_price(wanted, asked.person.date_of_birth, residence.nis).price_cents
    except MembershipPriceUnknown:
        raise NotSoldOnline from None


def _require_orderer(person: PersonDetails) -> None:
    if not person.email:
        raise OrdererEmailMissing
    require_free_email(person.email)


def _require_different_people(registrations: Sequence[AskedRegistration]) -> None:
    seen: set[str] = set()
    for pointer, one in _with_pointers(registrations):
        insz = without_separators(one.person.insz)
        if insz and insz in seen:
            with _named(pointer):
                raise InszTwice
        seen.add(insz)


def _payment(actor: Actor, asked: AskedOrder, public_id: UUID, total_cents: int) -> StartedPayment | None:
    return_url, cancel_url = return_addresses(actor, public_id, asked.address_after_payment, asked.address_after_cancel)
    if not total_cents:
        return None
    wanted = NewPayment(
        order_id=str(public_id),
        amount_cents=total_cents,
        description=f"UiTPAS {public_id.hex[:8]}",
        language=asked.language,
        return_url=return_url,
        cancel_url=cancel_url,
        webhook_url=webhook_address(),
    )
    try:
        return payment_provider().start(wanted)
    except (ProviderSilent, ProviderRefused) as failed:
        raise PaymentUnavailable from failed


def _saved(actor: Actor, public_id: UUID, total_cents: int, payment: StartedPayment | None, now: datetime) -> Order:
    return Order.objects.create(
        public_id=public_id,
        stage=Stage.AWAITING_PAYMENT if payment else Stage.PAID,
        ordered_by=actor.id,
        ordered_at=now,
        asked_at=now,
        total_cents=total_cents,
        payment_id=payment.payment_id if payment else None,
        payment_url=payment.checkout_url if payment else "",
        payment_state=PaymentState.OPEN if payment else "",
    )


def _row(order: Order, position: int, accepted: _Accepted) -> OrderRegistration:
    return OrderRegistration(
        order=order,
        position=position,
        public_id=uuid4(),
        organizer=accepted.desk.organizer,
        card_system=accepted.desk.card_system,
        price_cents=accepted.price_cents,
        voucher=accepted.voucher,
        has_social_tariff=bool(accepted.asked.id_token),
        details_encrypted=sealed(accepted.asked.person),
    )
