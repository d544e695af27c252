"""Which distribution keys work for a holder at an event, and which of them wins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openpas.events.rules import EventFacts
from openpas.tariffs.rules.prices import ANY_PRICE, PriceBounds
from openpas.tariffs.rules.reasons import Because, Reason
from openpas.tariffs.rules.split import Shares, Split, apply, split_from_text


class KeyKind(StrEnum):
    """What makes a key work: its conditions, the choice of the event's author, or a coupon."""

    AUTOMATIC = "AUTOMATIC"
    MANUAL = "MANUAL"
    COUPON = "COUPON"


class SocialTariffIn(StrEnum):
    """Where the holder must have the social tariff: in the key's own region, or anywhere."""

    MY_CARDSYSTEM = "MY_CARDSYSTEM"
    AT_LEAST_ONE_CARDSYSTEM = "AT_LEAST_ONE_CARDSYSTEM"


class Residence(StrEnum):
    """Where the holder must live, seen from the organizer's municipality."""

    ANYWHERE = "ANYWHERE"
    IN_CITY_OF_ORGANIZER = "IN_CITY_OF_ORGANIZER"
    NOT_IN_CITY_OF_ORGANIZER = "NOT_IN_CITY_OF_ORGANIZER"


@dataclass(frozen=True, slots=True)
class Key:
    """A distribution key that is active and global or assigned to the organizer of the event.

    `split_elsewhere` is the second column of a manual key, for holders from other municipalities. `is_switched_on` is
    the choice of the event's author; it means nothing for an automatic key.
    """

    id: int
    version: int
    name: str
    card_system_id: int
    kind: KeyKind
    split: Split
    split_elsewhere: Split | None = None
    prices: PriceBounds = ANY_PRICE
    social_tariff_in: SocialTariffIn = SocialTariffIn.MY_CARDSYSTEM
    residence: Residence = Residence.ANYWHERE
    is_switched_on: bool = False

    @property
    def is_supra_local(self) -> bool:
        """Whether it takes the social tariff of any region."""
        return self.social_tariff_in is SocialTariffIn.AT_LEAST_ONE_CARDSYSTEM

    @property
    def subject(self) -> str:
        return f"key {self.id}"

    def split_for(self, visit: "Visit") -> Split:
        """The column that holds for this holder."""
        return self.split_elsewhere if self.split_elsewhere and not visit.lives_here else self.split

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Key":
        """Read what `tariffs.queries` selects of a key."""
        elsewhere = facts["split_elsewhere"]
        return cls(
            id=facts["id"],
            version=facts["version"],
            name=facts["name"],
            card_system_id=facts["card_system_id"],
            kind=KeyKind(facts["kind"]),
            split=split_from_text(facts["split"]),
            split_elsewhere=None if elsewhere is None else split_from_text(elsewhere),
            prices=PriceBounds.from_json(facts),
            social_tariff_in=SocialTariffIn(facts["social_tariff_in"]),
            residence=Residence(facts["residence"]),
            is_switched_on=bool(facts["is_switched_on"]),
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """What a key looks at: the price, the event, where the holder has the social tariff and where they live."""

    price_cents: int
    event: EventFacts
    social_card_system_ids: frozenset[int]
    municipality_nis: str

    @property
    def lives_here(self) -> bool:
        """Whether the holder lives in the organizer's municipality; nobody does in one that is not known."""
        return bool(self.municipality_nis) and self.municipality_nis == self.event.organizer_municipality


@dataclass(frozen=True, slots=True)
class Priced:
    """A key that works, with what it makes of the price."""

    key: Key
    shares: Shares


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """The key that wins, if any works, and what every key said."""

    best: Priced | None
    why: tuple[Reason, ...]


def matching_keys(keys: Iterable[Key], visit: Visit) -> tuple[list[Priced], list[Reason]]:
    """The keys that give this holder a discount, and why the others do not."""
    working, refused = [], []
    for key in keys:
        if because := _refusal(key, visit):
            refused.append(Reason(because, key.subject, {"name": key.name}))
            continue
        shares = apply(key.split_for(visit), visit.price_cents)
        if shares.passholder_cents >= visit.price_cents:
            refused.append(Reason(Because.NO_DISCOUNT, key.subject, {"name": key.name}))
        else:
            working.append(Priced(key, shares))
    return working, refused


def choose_key(keys: Iterable[Key], visit: Visit) -> KeyChoice:
    """The lowest price for the holder; of equal ones the own region's, then the oldest (contract/rules.md 8-3)."""
    working, refused = matching_keys(keys, visit)
    ranked = sorted(working, key=lambda priced: _rank(priced, visit))
    reasons = [
        Reason(
            Because.ANOTHER_IS_CHEAPER if place else Because.CHOSEN,
            priced.key.subject,
            {"name": priced.key.name},
        )
        for place, priced in enumerate(ranked)
    ]
    return KeyChoice(ranked[0] if ranked else None, (*reasons, *refused))


def _rank(priced: Priced, visit: Visit) -> tuple[int, bool, int]:
    is_supra_local = priced.key.card_system_id not in visit.social_card_system_ids
    return priced.shares.passholder_cents, is_supra_local, priced.key.id


def _refusal(key: Key, visit: Visit) -> Because | None:
    refused = {
        Because.CARD_SYSTEM_NOT_AT_EVENT: key.card_system_id not in visit.event.card_system_ids,
        Because.NOT_SWITCHED_ON: key.kind is KeyKind.MANUAL and not key.is_switched_on,
        Because.OTHER_PRICE: not key.prices.contain(visit.price_cents),
        Because.NO_SOCIAL_TARIFF_HERE: not _has_social_tariff(key, visit),
        Because.LIVES_ELSEWHERE: key.residence is Residence.IN_CITY_OF_ORGANIZER and not visit.lives_here,
        Because.LIVES_HERE: key.residence is Residence.NOT_IN_CITY_OF_ORGANIZER and visit.lives_here,
    }
    return next((because for because, holds in refused.items() if holds), None)


def _has_social_tariff(key: Key, visit: Visit) -> bool:
    if key.is_supra_local:
        return bool(visit.social_card_system_ids)
    return key.card_system_id in visit.social_card_system_ids
