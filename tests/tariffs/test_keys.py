"""Distribution keys as they are made and changed, and the sales that they explain."""

import pytest
from django.db import DatabaseError, transaction

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor
from openpas.records.models import AuditLine
from openpas.tariffs import queries
from openpas.tariffs.models import DistributionKey, DistributionKeyRevision
from openpas.tariffs.refusals import PolicyBroken, TicketSaleNotFound, UnknownKey
from openpas.tariffs.rules.keys import KeyKind
from openpas.tariffs.rules.prices import PriceBounds
from openpas.tariffs.rules.terms import TERM_COLUMNS, KeyTerms
from openpas.tariffs.service import assign_key, cancel_ticket_sale, change_key, create_key, sell_tickets, withdraw_key
from tests.tariffs.conftest import REGION
from tests.tariffs.pure import STANDARD
from tests.tariffs.shop import ticket
from tests.tariffs.written import split

FIXED = split("holder 1.50, local 50 % of total, organizer rest")


def terms(**more: object) -> KeyTerms:
    facts: dict[str, object] = {"name": "Kansentarief", "kind": KeyKind.AUTOMATIC, "split": STANDARD, "is_global": True}
    return KeyTerms(**{**facts, **more})  # type: ignore[arg-type]


def test_a_key_within_the_policy_is_made_and_audited(cast: Cast) -> None:
    key = create_key(REGION, cast.gent, terms(prices=PriceBounds(below_cents=1001)))
    assert (key.version, key.price_below_cents, key.override_by) == (1, 1001, "")
    (line,) = AuditLine.objects.filter(subject=f"distribution_key:{key.pk}")
    assert (line.action, line.details) == ("distribution_key.create", {"version": 1, "breaches": []})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"split": FIXED}, "meer dan 25 %"),
        ({"kind": KeyKind.MANUAL, "split_elsewhere": FIXED}, "meer dan 25 %"),
        ({"split": split("holder 20 % of total, local rest")}, "minder dan 10 %"),
        ({"split": split("holder 0 % of total, organizer rest")}, "niets"),
        ({"split": FIXED, "override_reason": "  "}, "meer dan 25 %"),
    ],
)
def test_a_key_outside_the_policy_needs_a_reason(cast: Cast, changes: dict[str, object], words: str) -> None:
    with pytest.raises(PolicyBroken) as raised:
        create_key(REGION, cast.gent, terms(**changes))
    assert raised.value.end_user_message is not None
    assert words in raised.value.end_user_message.nl
    assert set(raised.value.end_user_message.as_dict()) == {"nl", "fr", "en", "de"}
    assert DistributionKey.objects.count() == 1
    assert not AuditLine.objects.exists()


def test_an_override_keeps_its_reason_and_author(cast: Cast) -> None:
    key = create_key(REGION, cast.gent, terms(split=FIXED, override_reason="Beslissing stuurgroep"))
    assert (key.override_reason, key.override_by) == ("Beslissing stuurgroep", "user:1")
    (line,) = AuditLine.objects.filter(subject=f"distribution_key:{key.pk}")
    assert line.details["breaches"] == ["HOLDER_PAYS_A_QUARTER_AT_MOST", "ORGANIZER_PAYS_A_TENTH_AT_LEAST"]


def test_the_key_of_a_coupon_may_be_free(cast: Cast) -> None:
    assert create_key(REGION, cast.gent, terms(kind=KeyKind.COUPON, split=split("holder 0 % of total, local rest")))


def test_a_change_raises_the_version_and_keeps_what_was_said(cast: Cast) -> None:
    key_id = cast.standard_key.pk
    with pytest.raises(PolicyBroken):
        change_key(REGION, key_id, terms(split=FIXED))
    assert not DistributionKeyRevision.objects.exists()
    changed = change_key(REGION, key_id, terms(name="Anders", split=split("holder 25 % of total, organizer rest")))
    changed.refresh_from_db()
    assert (changed.version, changed.name) == (2, "Anders")
    revision = DistributionKeyRevision.objects.get()
    assert (revision.version, revision.replaced_by) == (1, "user:1")
    assert set(revision.terms) == set(TERM_COLUMNS)
    assert (revision.terms["name"], revision.terms["split"]) == ("Kansentarief 20/40/40", STANDARD.to_json())
    with pytest.raises(DatabaseError), transaction.atomic():
        DistributionKeyRevision.objects.update(version=9)
    with pytest.raises(UnknownKey):
        change_key(REGION, 0, terms())


def test_the_terms_are_the_columns_that_a_revision_keeps() -> None:
    assert {*terms().columns(), "override_by"} == set(TERM_COLUMNS)


def test_assigning_and_withdrawing(cast: Cast) -> None:
    assign_key(REGION, cast.standard_key.pk, cast.club)
    assert list(cast.standard_key.organizers.all()) == [cast.club]
    withdraw_key(REGION, cast.standard_key.pk, cast.club)
    assert not cast.standard_key.organizers.exists()
    assert list(AuditLine.objects.order_by("created_at", "id").values_list("action", flat=True)) == [
        "distribution_key.assign",
        "distribution_key.withdraw",
    ]


def test_a_sale_is_explained_to_the_cent_with_the_key_as_it_was(cast: Cast, theatre: Actor) -> None:
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number, cents=1099)])
    change_key(REGION, cast.standard_key.pk, terms(name="Anders", split=split("holder 25 % of total, organizer rest")))
    cancel_ticket_sale(theatre, sale.pk)
    told = queries.explain(theatre, sale.pk)
    assert told.key_name == "Kansentarief 20/40/40"
    assert sum(line.cents for line in told.lines) == 1099
    assert [line.text.nl for line in told.lines] == [
        "€ 2,20: de pashouder draagt 20 % van € 10,99. Afgerond op de cent.",
        "€ 4,40: de gemeente draagt 40 % van € 10,99. Afgerond op de cent.",
        "€ 4,39: de organisator draagt de rest.",
    ]
    with pytest.raises(TicketSaleNotFound):
        queries.explain(theatre, 0)


def test_a_sale_is_explained_with_the_column_of_the_residence(cast: Cast, theatre: Actor) -> None:
    DistributionKey.objects.update(
        split=FIXED.to_json(), split_elsewhere=split("holder 1.50, local 50 % of rest, organizer rest").to_json()
    )
    cast.amina.municipality_nis = "41002"
    cast.amina.save()
    (sale,) = sell_tickets(theatre, [ticket(cast.amina_number, cents=1000)])
    assert [line.text.en for line in queries.explain(theatre, sale.pk).lines] == [
        "€ 1,50: the passholder carries a fixed amount of € 1,50.",
        "€ 4,25: the municipality carries 50 % of what is left.",
        "€ 4,25: the organizer carries the rest.",
    ]
