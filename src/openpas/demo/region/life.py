"""A year of one person: check-ins, points, what they were redeemed for, and what was taken back."""

from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.demo.region.books import ACTOR, Books
from openpas.demo.region.residents import Resident
from openpas.demo.region.sales import Purchases
from openpas.demo.region.seeded import percent
from openpas.demo.region.treats import Stock
from openpas.demo.region.visits import Visit
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import new_id
from openpas.passholders.models import PointsAccount
from openpas.rewards.models import Redemption, RedemptionCancellation

_TAKEN_BACK_AFTER: Final = timedelta(minutes=3)
_REDEEMED_AFTER: Final = timedelta(minutes=10)
_GIVEN_BACK_AFTER: Final = timedelta(minutes=15)
_CHANNELS: Final = Checkin.Channel
_CHANNEL_WEIGHTS: Final = ((_CHANNELS.DESK, 50), (_CHANNELS.API, 20), (_CHANNELS.KIOSK, 20), (_CHANNELS.CODE, 10))


class Life:
    """One person's lines in the books, written in the order of time."""

    def __init__(self, rng: Random, resident: Resident, books: Books, now: datetime) -> None:
        self._rng = rng
        self._resident = resident
        self._books = books
        self._today = brussels_day(now)
        self._account = PointsAccount(passholder=resident.person, points=0, version=0)
        books.accounts.append(self._account)

    def live(self, visits: list[Visit], purchases: Purchases, stocks: list[Stock], welcome: list[Stock]) -> None:
        """`stocks` are the rewards for points, `welcome` those that were granted on joining."""
        waiting = list(welcome)
        for visit in visits:
            if (sold := purchases.before(self._rng, visit)) is not None:
                self._books.sales.append(sold)
            self._check_in(visit)
            if waiting and percent(self._rng, 40):
                self._redeem(waiting.pop(), visit.at + _REDEEMED_AFTER)
            elif percent(self._rng, 18):
                self._choose(stocks, visit.at + _REDEEMED_AFTER)

    def _check_in(self, visit: Visit) -> None:
        facts, person = visit.offering.facts, self._resident.person
        social = self._resident.social_card_systems_on(brussels_day(visit.at), self._today)
        checkin = Checkin(
            id=new_id(visit.at),
            created_at=visit.at,
            passholder_id=person.pk,
            event_id=facts.id,
            organizer_id=facts.organizer_id,
            uitpas_number=self._resident.number,
            points=facts.checkin_points,
            had_social_tariff=bool(social),
            municipality_nis=person.municipality_nis,
            channel=self._rng.choices(
                [channel for channel, _ in _CHANNEL_WEIGHTS], [weight for _, weight in _CHANNEL_WEIGHTS]
            )[0],
            actor=ACTOR,
        )
        self._books.checkins.append(checkin)
        self._post(PointsLine.Kind.CHECKIN, facts.checkin_points, checkin.id, visit.at)
        if percent(self._rng, 1):
            at = visit.at + _TAKEN_BACK_AFTER
            self._books.checkin_cancellations.append(
                CheckinCancellation(checkin_id=checkin.id, passholder=person, created_at=at, actor=ACTOR)
            )
            self._post(PointsLine.Kind.CHECKIN_CANCELLED, -facts.checkin_points, checkin.id, at)

    def _choose(self, stocks: list[Stock], at: datetime) -> None:
        points, person = self._account.points, self._resident.person
        possible = [stock for stock in stocks if stock.is_open_to(person.pk, points, at)]
        if possible and at < self._resident.until:
            chosen = self._rng.choice(possible)
            chosen.take(person.pk, at)
            redemption = self._redeem(chosen, at)
            if percent(self._rng, 2):
                self._give_back(chosen, redemption, at - _REDEEMED_AFTER + _GIVEN_BACK_AFTER)

    def _redeem(self, stock: Stock, at: datetime) -> Redemption:
        redemption = Redemption(
            id=new_id(at),
            reward=stock.reward,
            passholder=self._resident.person,
            organizer_id=stock.organizer_id,
            uitpas_number=self._resident.number,
            points=stock.reward.points,
            actor=ACTOR,
            created_at=at,
        )
        self._books.redemptions.append(redemption)
        if redemption.points:
            self._post(PointsLine.Kind.REDEMPTION, -redemption.points, redemption.id, at)
        return redemption

    def _give_back(self, stock: Stock, redemption: Redemption, at: datetime) -> None:
        stock.give_back()
        self._books.redemption_cancellations.append(
            RedemptionCancellation(redemption=redemption, created_at=at, actor=ACTOR)
        )
        self._post(PointsLine.Kind.REDEMPTION_CANCELLED, redemption.points, redemption.id, at)

    def _post(self, kind: PointsLine.Kind, points: int, source: UUID, at: datetime) -> None:
        self._account.points += points
        self._account.version += 1
        self._books.lines.append(
            PointsLine(
                id=new_id(at),
                created_at=at,
                passholder_id=self._resident.person.pk,
                kind=kind,
                points=points,
                balance_after=self._account.points,
                source=source,
            )
        )
