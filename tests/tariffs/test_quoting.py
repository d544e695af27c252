"""What a quote says, decided on plain values."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.foundation.refusal import Refusal
from openpas.passholders.refusals import (
    InvalidCardStatus,
    NoActiveCardSystems,
    SocialTariffExpired,
    SocialTariffSuspended,
)
from openpas.passholders.rules import Holder, SocialTariff
from openpas.tariffs.refusals import (
    InvalidCoupon,
    InvalidNumberOfTickets,
    MaximumReached,
    PassholderBlockedAtCounter,
    SocialTariffNotAvailable,
)
from openpas.tariffs.rules.coupons import CouponConditions, CouponStatus, HeldCoupon
from openpas.tariffs.rules.keys import Key, KeyKind, Residence, SocialTariffIn
from openpas.tariffs.rules.messages import CALLED_OFF, FREE_EVENT, NO_DISCOUNT, NOT_FOR_THIS_ACTIVITY
from openpas.tariffs.rules.prices import PriceBounds
from openpas.tariffs.rules.quoting import Quote, QuoteFacts, Uses, WantedType, quote
from openpas.tariffs.rules.reasons import Because
from openpas.tariffs.rules.selling import require_offer
from openpas.tariffs.rules.tariff_ids import chosen_tariff
from tests.tariffs.pure import (
    ACTIVE,
    DENDER,
    EXPIRED,
    GENT,
    NEVER,
    NOON,
    STANDARD,
    SUSPENDED,
    coupon,
    event,
    group,
    key,
    membership,
    person,
)
from tests.tariffs.written import split

ANY, SOCIAL, COUPON = WantedType.ANY, WantedType.SOCIALTARIFF, WantedType.COUPON
PLAIN = QuoteFacts(person(), event(), (key(),))
ONCE_A_MONTH = Limit(1, Period.MONTH)


def asked(facts: QuoteFacts, price_cents: int = 1000, wanted: WantedType = ANY) -> Quote:
    return quote(facts, price_cents, wanted, NOON)


def test_an_event_that_does_not_take_place_gives_no_discount() -> None:
    called_off = QuoteFacts(person(), event(takes_place=False), (key(),), (coupon(),))
    for wanted in WantedType:
        for price_cents in (0, 1000):
            assert asked(called_off, price_cents, wanted) == Quote((), CALLED_OFF, ())
    with pytest.raises(SocialTariffNotAvailable) as refusal:
        require_offer(asked(called_off), "SOCIALTARIFF")
    assert refusal.value.end_user_message == CALLED_OFF
    with pytest.raises(InvalidCoupon):
        require_offer(asked(called_off), "COUPON_1")


def prices(quoted: Quote) -> dict[str, int]:
    return {offered.id: offered.price_cents for offered in quoted.available}


def because(quoted: Quote) -> dict[str, Because]:
    return {reason.subject: reason.because for reason in quoted.why}


def nl(quoted: Quote) -> str:
    assert quoted.message is not None
    assert set(quoted.message.as_dict()) == {"nl", "fr", "en", "de"}
    return quoted.message.nl


def test_the_social_tariff_is_offered_once_without_a_message() -> None:
    quoted = asked(PLAIN, 1100)
    (offered,) = quoted.available
    assert (offered.id, offered.name, offered.type.value) == ("SOCIALTARIFF", "Kansentarief", "SOCIALTARIFF")
    assert (offered.price_cents, offered.remaining, offered.key_id, offered.card_system_id) == (220, 1, 1, GENT)
    assert list(offered.shares.by_payer().values()) == [220, 440, 0, 440]
    assert quoted.message is None
    assert [reason.text.nl for reason in quoted.why] == ["“Key 1” geeft de laagste prijs."]


def test_somebody_without_social_tariff_gets_an_empty_list_and_plain_words() -> None:
    quoted = asked(replace(PLAIN, holder=person(membership(tariff=NEVER))))
    assert quoted.available == ()
    assert quoted.message == NO_DISCOUNT
    assert because(quoted) == {"key 1": Because.NO_SOCIAL_TARIFF_HERE}


def test_a_free_event_says_so() -> None:
    quoted = asked(PLAIN, 0)
    assert (quoted.available, quoted.message) == ((), FREE_EVENT)


@pytest.mark.parametrize(
    ("holder", "refusal"),
    [
        (person(card_status="BLOCKED"), InvalidCardStatus),
        (person(card_status="LOCAL_STOCK", passholder_id=None), InvalidCardStatus),
        (person(is_blocked=True), PassholderBlockedAtCounter),
        (person(membership(is_blocked=True)), NoActiveCardSystems),
        (person(membership(tariff=EXPIRED)), SocialTariffExpired),
        (person(membership(tariff=EXPIRED), membership(DENDER, is_blocked=True)), SocialTariffExpired),
        (person(membership(tariff=EXPIRED), membership(DENDER, NEVER)), SocialTariffExpired),
        (person(membership(tariff=SUSPENDED)), SocialTariffSuspended),
        (group(tariff=EXPIRED), SocialTariffExpired),
    ],
)
def test_a_pass_that_cannot_be_used_is_refused(holder: Holder, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        asked(replace(PLAIN, holder=holder))


def test_a_suspension_tells_until_when() -> None:
    with pytest.raises(SocialTariffSuspended) as raised:
        asked(replace(PLAIN, holder=person(membership(tariff=SUSPENDED))))
    assert raised.value.end_user_message is not None
    assert "01/06/2026" in raised.value.end_user_message.nl


def test_a_coupon_beside_a_suspended_social_tariff_is_offered_with_the_message() -> None:
    facts = replace(PLAIN, holder=person(membership(tariff=SUSPENDED)), coupons=(coupon(),))
    quoted = asked(facts)
    assert prices(quoted) == {"COUPON_1": 500}
    assert "01/06/2026" in nl(quoted)
    assert asked(facts, wanted=COUPON).message is None
    with pytest.raises(SocialTariffSuspended):
        asked(facts, wanted=SOCIAL)


def test_an_expired_status_elsewhere_is_no_refusal_here_unless_a_supra_local_key_would_take_it() -> None:
    facts = replace(PLAIN, holder=person(membership(tariff=NEVER), membership(DENDER, EXPIRED)))
    assert asked(facts).message == NO_DISCOUNT
    with pytest.raises(SocialTariffExpired):
        asked(replace(facts, keys=(key(social_tariff_in=SocialTariffIn.AT_LEAST_ONE_CARDSYSTEM),)))


def test_an_active_status_in_another_region_meets_a_message_about_the_region() -> None:
    quoted = asked(replace(PLAIN, holder=person(membership(DENDER))))
    assert quoted.available == ()
    assert quoted.message == NOT_FOR_THIS_ACTIVITY


def test_a_supra_local_key_takes_it_and_the_right_comes_from_there() -> None:
    facts = replace(
        PLAIN, holder=person(membership(DENDER)), keys=(key(social_tariff_in=SocialTariffIn.AT_LEAST_ONE_CARDSYSTEM),)
    )
    (offered,) = asked(facts).available
    assert (offered.price_cents, offered.card_system_id) == (200, DENDER)


def test_in_the_grace_period_the_social_tariff_still_counts() -> None:
    in_grace = replace(EXPIRED, grace_days=90)
    assert prices(asked(replace(PLAIN, holder=person(membership(tariff=in_grace))))) == {"SOCIALTARIFF": 200}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"card_system_id": DENDER}, Because.CARD_SYSTEM_NOT_AT_EVENT),
        ({"kind": KeyKind.MANUAL}, Because.NOT_SWITCHED_ON),
        ({"prices": PriceBounds(below_cents=1000)}, Because.OTHER_PRICE),
        ({"prices": PriceBounds(above_cents=1000)}, Because.OTHER_PRICE),
        ({"prices": PriceBounds(equal_cents=999)}, Because.OTHER_PRICE),
        ({"residence": Residence.NOT_IN_CITY_OF_ORGANIZER}, Because.LIVES_HERE),
        ({"split": split("holder 10.00, organizer rest")}, Because.NO_DISCOUNT),
    ],
)
def test_why_a_key_does_not_work(changes: dict[str, Any], expected: Because) -> None:
    quoted = asked(replace(PLAIN, keys=(key(**changes),)))
    assert quoted.available == ()
    assert because(quoted) == {"key 1": expected}
    assert quoted.message == NOT_FOR_THIS_ACTIVITY


@pytest.mark.parametrize("municipality", ["41002", ""])
def test_a_key_for_residents_is_not_for_others(municipality: str) -> None:
    facts = replace(PLAIN, keys=(key(residence=Residence.IN_CITY_OF_ORGANIZER),))
    assert prices(asked(facts)) == {"SOCIALTARIFF": 200}
    elsewhere = asked(replace(facts, holder=person(municipality_nis=municipality)))
    assert because(elsewhere) == {"key 1": Because.LIVES_ELSEWHERE}


def test_a_manual_key_has_a_column_for_residents_and_one_for_others() -> None:
    manual = key(
        kind=KeyKind.MANUAL,
        is_switched_on=True,
        split=split("holder 1.50, local 50 % of total, organizer rest"),
        split_elsewhere=split("holder 1.50, local 70 % of total, organizer rest"),
    )
    (here,) = asked(replace(PLAIN, keys=(manual,))).available
    (elsewhere,) = asked(replace(PLAIN, keys=(manual,), holder=person(municipality_nis="41002"))).available
    assert list(here.shares.by_payer().values()) == [150, 500, 0, 350]
    assert list(elsewhere.shares.by_payer().values()) == [150, 700, 0, 150]


def test_the_limit_of_the_event_is_told_in_the_published_words() -> None:
    facts = replace(PLAIN, event=event(ticket_limit=ONCE_A_MONTH), uses=Uses(at_event=1))
    quoted = asked(facts)
    assert quoted.available == ()
    assert nl(quoted) == (
        "Je hebt geen recht meer op kansentarief voor deze activiteit. "
        "Je kan maximaal 1 ticket per maand kopen aan kansentarief voor deze activiteit."
    )
    with_coupon = asked(replace(facts, coupons=(coupon(),)))
    assert prices(with_coupon) == {"COUPON_1": 500}
    assert nl(with_coupon) == nl(quoted)


def test_the_message_speaks_only_of_the_type_that_was_asked_for() -> None:
    facts = replace(
        PLAIN,
        event=event(ticket_limit=ONCE_A_MONTH),
        uses=Uses(at_event=1),
        coupons=(coupon(limit=ONCE_A_MONTH, used=1),),
    )
    about_coupon = "Je hebt een coupon voor deze activiteit, maar je kan hiermee maximaal 1 ticket per maand kopen."
    assert nl(asked(facts, wanted=COUPON)) == about_coupon
    assert "coupon" not in nl(asked(facts, wanted=SOCIAL))
    assert nl(asked(facts)) == f"{nl(asked(facts, wanted=SOCIAL))} {about_coupon}"


def test_the_limit_of_the_organizer_holds_too() -> None:
    facts = replace(PLAIN, event=event(organizer_ticket_limit=Limit(2, Period.ABSOLUTE)), uses=Uses(at_organizer=2))
    assert nl(asked(facts)).endswith("Je kan er maximaal 2 tickets in totaal kopen aan kansentarief.")
    assert prices(asked(replace(facts, uses=Uses(at_organizer=1)))) == {"SOCIALTARIFF": 200}


def test_a_group_has_its_own_quota_and_no_limit_of_the_event() -> None:
    facts = replace(
        PLAIN, holder=group(20), event=event(ticket_limit=ONCE_A_MONTH), uses=Uses(of_group_this_year=13, at_event=13)
    )
    (offered,) = asked(facts).available
    assert offered.remaining == 7
    used_up = asked(replace(facts, uses=Uses(of_group_this_year=20)))
    assert used_up.available == ()
    assert (
        nl(used_up) == "Deze groepspas heeft dit jaar geen tickets aan kansentarief meer over. Er zijn er 20 per jaar."
    )
    assert asked(replace(facts, holder=group(None))).available == ()


def test_a_group_without_social_tariff_has_its_coupons() -> None:
    facts = replace(PLAIN, holder=group(tariff=NEVER), coupons=(coupon(limit=Limit(50, Period.DAY), used=8),))
    (offered,) = asked(facts).available
    assert (offered.id, offered.remaining) == ("COUPON_1", 42)
    (unlimited,) = asked(replace(facts, coupons=(coupon(),))).available
    assert unlimited.remaining == 100


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": CouponStatus.DELETED}, Because.COUPON_DELETED),
        ({"valid_from": NOON + timedelta(seconds=1)}, Because.COUPON_NOT_VALID_NOW),
        ({"valid_until": NOON - timedelta(seconds=1)}, Because.COUPON_NOT_VALID_NOW),
        ({"card_system_id": DENDER}, Because.COUPON_WITHOUT_MEMBERSHIP),
        ({"conditions": CouponConditions(organizer_ids=frozenset({2}))}, Because.COUPON_FOR_OTHER_EVENTS),
        ({"conditions": CouponConditions(event_ids=frozenset({2}))}, Because.COUPON_FOR_OTHER_EVENTS),
        ({"conditions": CouponConditions(location_ids=frozenset({2}))}, Because.COUPON_FOR_OTHER_EVENTS),
        ({"conditions": CouponConditions(keywords=frozenset({"film"}))}, Because.COUPON_FOR_OTHER_EVENTS),
        ({"prices": PriceBounds(below_cents=1000)}, Because.OTHER_PRICE),
        ({"limit": Limit(2, Period.YEAR), "used": 2}, Because.COUPON_LIMIT),
        ({"event_limit": Limit(1, Period.YEAR), "used_at_event": 1}, Because.COUPON_EVENT_LIMIT),
        ({"split": split("holder 10.00, local rest")}, Because.NO_DISCOUNT),
    ],
)
def test_why_a_coupon_does_not_work(changes: dict[str, Any], expected: Because) -> None:
    quoted = asked(replace(PLAIN, coupons=(coupon(**changes),)), wanted=COUPON)
    assert quoted.available == ()
    assert because(quoted) == {"COUPON_1": expected}


@pytest.mark.parametrize(
    "changes",
    [
        {"status": CouponStatus.STOPPED},
        {"conditions": CouponConditions(keywords=frozenset({"FILM", "dans"}), event_ids=frozenset({1, 2}))},
        {"prices": PriceBounds(equal_cents=1000)},
        {"limit": Limit(2, Period.YEAR), "used": 1},
        {"valid_until": NOON},
    ],
)
def test_a_coupon_that_works(changes: dict[str, Any]) -> None:
    facts = replace(PLAIN, event=event(keywords=("Film",)), coupons=(coupon(**changes),))
    assert prices(asked(facts)) == {"SOCIALTARIFF": 200, "COUPON_1": 500}


def test_a_coupon_may_make_a_ticket_free() -> None:
    free = coupon(split=split("holder 0 % of total, local rest"))
    assert prices(asked(replace(PLAIN, coupons=(free,)), wanted=COUPON)) == {"COUPON_1": 0}


def test_a_coupon_needs_a_membership_that_can_be_used_in_its_region() -> None:
    here = event(card_system_ids=frozenset({GENT, DENDER}))
    holder = person(membership(GENT, NEVER), membership(DENDER, EXPIRED))
    quoted = asked(replace(PLAIN, holder=holder, event=here, coupons=(coupon(card_system_id=DENDER), coupon(2))))
    assert prices(quoted) == {"COUPON_2": 500}


RIGHTS = st.sampled_from([NEVER, ACTIVE, SUSPENDED])
SPLITS = st.sampled_from(
    [
        STANDARD,
        split("holder 1.50, organizer rest"),
        split("holder 25 % of total, organizer rest"),
        split("holder 2.00, local 50 % of rest, organizer rest"),
    ]
)
KEYS = st.builds(
    key,
    st.integers(1, 9),
    split=SPLITS,
    card_system_id=st.sampled_from([GENT, DENDER]),
    social_tariff_in=st.sampled_from(SocialTariffIn),
)
COUPONS = st.builds(coupon, st.integers(1, 9), split=SPLITS, card_system_id=st.sampled_from([GENT, DENDER]))
BOTH_REGIONS = event(card_system_ids=frozenset({GENT, DENDER}))


def to_pay(facts: QuoteFacts, price_cents: int) -> int:
    try:
        quoted = asked(facts, price_cents)
    except Refusal:
        return price_cents
    return min((offered.price_cents for offered in quoted.available), default=price_cents)


@given(
    st.lists(KEYS, max_size=4),
    KEYS,
    st.lists(COUPONS, max_size=2),
    COUPONS,
    RIGHTS,
    st.integers(1, 5_000),
)
def test_the_price_never_rises_with_a_better_right(
    keys: list[Key],
    one_more_key: Key,
    coupons: list[HeldCoupon],
    one_more_coupon: HeldCoupon,
    right: SocialTariff,
    price: int,
) -> None:
    holder = person(membership(GENT, right))
    facts = QuoteFacts(holder, BOTH_REGIONS, tuple(keys), tuple(coupons))
    before = to_pay(facts, price)
    assert to_pay(replace(facts, keys=(*facts.keys, one_more_key)), price) <= before
    assert to_pay(replace(facts, coupons=(*facts.coupons, one_more_coupon)), price) <= before
    assert to_pay(replace(facts, holder=person(membership(GENT, right), membership(DENDER))), price) <= before
    assert to_pay(replace(facts, holder=person(membership(GENT))), price) <= before


@given(
    st.lists(KEYS, min_size=1, max_size=6, unique_by=lambda one: one.id).flatmap(st.permutations), st.integers(1, 5_000)
)
def test_the_choice_does_not_depend_on_the_order_of_the_keys(keys: list[Key], price: int) -> None:
    def chosen(keys: list[Key]) -> list[tuple[int, int]]:
        quoted = asked(QuoteFacts(person(), BOTH_REGIONS, tuple(keys)), price)
        return [(offered.key_id, offered.price_cents) for offered in quoted.available]

    assert chosen(keys) == chosen(sorted(keys, key=lambda one: one.id))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("SOCIALTARIFF", ("SOCIALTARIFF", SOCIAL)),
        ("SOCIALTARIFF-1", ("SOCIALTARIFF", SOCIAL)),
        ("COUPON_12", ("COUPON_12", COUPON)),
        ("COUPON12", ("COUPON_12", COUPON)),
    ],
)
def test_the_ids_of_tariffs_that_clients_know(written: str, expected: tuple[str, WantedType]) -> None:
    assert chosen_tariff(written) == expected


@pytest.mark.parametrize(
    "written", ["", "REWARD1234", "SOCIALTARIFF-", "COUPON", "COUPON_x", "socialtariff", "COUPON_1 "]
)
def test_other_ids_are_no_coupon(written: str) -> None:
    with pytest.raises(InvalidCoupon):
        chosen_tariff(written)


def test_what_is_not_offered_is_refused_by_its_reason() -> None:
    limited = replace(PLAIN, event=event(ticket_limit=ONCE_A_MONTH), uses=Uses(at_event=1))
    with pytest.raises(MaximumReached) as raised:
        require_offer(asked(limited, wanted=SOCIAL), "SOCIALTARIFF")
    assert raised.value.end_user_message == asked(limited, wanted=SOCIAL).message
    with pytest.raises(SocialTariffNotAvailable):
        require_offer(asked(replace(PLAIN, keys=()), wanted=SOCIAL), "SOCIALTARIFF")
    with pytest.raises(InvalidCoupon):
        require_offer(asked(PLAIN, wanted=COUPON), "COUPON_1")
    used = replace(PLAIN, coupons=(coupon(limit=ONCE_A_MONTH, used=1), coupon(2)))
    with pytest.raises(MaximumReached):
        require_offer(asked(used, wanted=COUPON), "COUPON_1")
    with pytest.raises(InvalidCoupon):
        require_offer(asked(used, wanted=COUPON), "COUPON_3")
    full = replace(PLAIN, holder=group(1), uses=Uses(of_group_this_year=1))
    with pytest.raises(InvalidNumberOfTickets):
        require_offer(asked(full, wanted=SOCIAL), "SOCIALTARIFF", used_up_by_request=True)
