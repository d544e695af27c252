"""Reports as they come out: exact sheets, sums that equal the postings, corrections, names, failures."""

from datetime import date, datetime
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from openpas.demo.cast import Cast
from openpas.records.models import AccessLine, AuditLine, OutboxMessage
from openpas.settlement import production
from openpas.settlement.models import Report, ToldCancellation
from openpas.settlement.production import produce
from openpas.settlement.queries.reports import file_of, folder
from openpas.settlement.rules.periods import ReportPeriod
from openpas.settlement.service import allow_names, withdraw_names
from openpas.settlement.sheets.layout import local
from openpas.settlement.sheets.workbook import WorkbookWriter
from openpas.tariffs.models import Coupon, GrantedCoupon, Posting
from openpas.tariffs.rules.split import Shares
from tests.settlement.ledger import (
    AALST,
    FIRST_QUARTER,
    SECOND_QUARTER,
    STANDARD,
    SYSTEM,
    at,
    cancel,
    members,
    reported,
    sell,
    sheets,
    tables,
)

pytestmark = pytest.mark.django_db

MADE = "2026-04-02 08:30"
TITLES = [
    "INRICHTER", "OVERHEID", "DATUM", "UID", "GEMEENTE", "KANSENSTATUUT", "TICKETSALECOUPON", "GROUPPASS", "EVENT",
    "DATE_FROM", "DATE_TO", "TOTALPRICE", "CONTRIBUTION",
    "SALE_ID", "PRICE_LABEL", "KEY", "KEY_VERSION", "SHARE_PASSHOLDER", "SHARE_LOCAL_GOVERNMENT",
    "SHARE_FLEMISH_GOVERNMENT", "SHARE_ORGANIZER", "CANCELLED",
]  # fmt: skip


def clock_time(text: str) -> datetime:
    """A moment as a sheet has it: on the clock in Brussels, without a time zone."""
    return datetime.fromisoformat(text)


def test_the_sheet_of_a_municipality_cell_by_cell(cast: Cast) -> None:
    sale = sell(cast, "2026-02-10 14:03:09", event=cast.open_house)
    report = reported(cast, FIRST_QUARTER, MADE)
    assert (report.status, report.message, report.read_at) == ("AVAILABLE", "", at(MADE))
    assert report.file_name == "financialOverview_Theater De Vlieger_20260402_1030.zip"
    assert list(members(report)) == [
        "Lokale overheid Gent_20260402_1030.xlsx",
        "Lokale overheid Gent_20260402_1030.csv",
    ]
    rows = sheets(report)["Lokale overheid Gent"].rows
    above = {
        (row, column): value
        for row, cells in enumerate(rows[:12])
        for column, value in enumerate(cells)
        if value is not None
    }
    assert above == {
        (0, 0): "ONKOSTENNOTA",
        (0, 3): "Datum: 02/04/2026",
        (2, 0): "Hierbij vindt u de onkostennota met een overzicht van deelnames tegen kansentarief.",
        (3, 0): "We hebben onderstaande gegevens nagekeken en goedgekeurd.",
        (5, 0): "Naam vereniging: ",
        (6, 0): "Contactpersoon: ",
        (8, 0): "Te storten bedrag: ",
        (9, 0): "IBAN \N{EN DASH} Rekeningnummer: ",
        (10, 0): "Naam Rekeninghouder: ",
    }
    assert rows[12] == TITLES
    assert rows[13] == [
        "Theater De Vlieger", "Lokale overheid Gent", clock_time("2026-02-10 15:03:09"), str(cast.amina.public_id),
        "Gent", "UiTPAS Regio Gent", None, None, cast.open_house.title, None, None, 11, 4.4,
        sale.pk, "Basistarief", cast.standard_key.name, 1, 2.2, 4.4, 0, 4.4, None,
    ]  # fmt: skip
    assert rows[14] == [None, "Total Lokale overheid Gent", *[None] * 10, 4.4, *[None] * 9]
    assert len(rows) == 15


def test_the_table_holds_the_same_lines(cast: Cast) -> None:
    sale = sell(cast, "2026-02-10 14:03:09", event=cast.open_house)
    lines = tables(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"]
    assert lines == [
        {
            "INRICHTER": "Theater De Vlieger", "OVERHEID": "Lokale overheid Gent", "DATUM": "2026-02-10 15:03:09",
            "UID": str(cast.amina.public_id), "GEMEENTE": "Gent", "KANSENSTATUUT": "UiTPAS Regio Gent",
            "TICKETSALECOUPON": "", "GROUPPASS": "", "EVENT": cast.open_house.title, "DATE_FROM": "", "DATE_TO": "",
            "TOTALPRICE": "11,00", "CONTRIBUTION": "4,40", "SALE_ID": str(sale.pk), "PRICE_LABEL": "Basistarief",
            "KEY": cast.standard_key.name, "KEY_VERSION": "1", "SHARE_PASSHOLDER": "2,20",
            "SHARE_LOCAL_GOVERNMENT": "4,40", "SHARE_FLEMISH_GOVERNMENT": "0,00", "SHARE_ORGANIZER": "4,40",
            "CANCELLED": "",
        }
    ]  # fmt: skip


def test_a_group_with_a_coupon_at_an_event_with_dates(cast: Cast) -> None:
    coupon = Coupon.objects.create(
        card_system=cast.gent, name="Cultuurbon", key=cast.standard_key, valid_from=at(MADE), target="ALL"
    )
    granted = GrantedCoupon.objects.create(coupon=coupon, group_pass=cast.chloe, granted_at=at(MADE))
    sell(cast, "2026-02-10 14:00", holder=cast.chloe, granted_coupon=granted)
    (line,) = sheets(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"].lines
    assert (line["UID"], line["GROUPPASS"], line["TICKETSALECOUPON"]) == (
        str(cast.chloe.public_id),
        cast.chloe.name,
        "Cultuurbon",
    )
    starts_at, ends_at = cast.concert.starts_at, cast.concert.ends_at
    assert starts_at is not None
    assert ends_at is not None
    assert (line["DATE_FROM"], line["DATE_TO"]) == (local(starts_at), local(ends_at))


def test_a_sheet_per_government_and_only_for_what_it_contributes(cast: Cast) -> None:
    sell(cast, "2026-01-05 10:00", Shares(100, 300, 200, 400))
    sell(cast, "2026-01-06 10:00", Shares(100, 500, 0, 400), nis=AALST)
    sell(cast, "2026-01-07 10:00", Shares(600, 0, 0, 400))
    sell(cast, "2026-01-08 10:00", Shares(100, 0, 50, 0), nis="")
    sell(cast, "2026-01-09 10:00", Shares(100, 7, 0, 0), nis="")
    found = sheets(reported(cast, FIRST_QUARTER, MADE))
    assert {name: sheet.total for name, sheet in found.items()} == {
        "Lokale overheid onbekend": ("Total Lokale overheid onbekend", 0.07),
        "Lokale overheid Aalst": ("Total Lokale overheid Aalst", 5),
        "Lokale overheid Gent": ("Total Lokale overheid Gent", 3),
        "Vlaamse overheid": ("Total Vlaamse overheid", 2.5),
    }
    flemish = found["Vlaamse overheid"].lines
    assert [(line["GEMEENTE"], line["CONTRIBUTION"]) for line in flemish] == [("Gent", 2), ("onbekend", 0.5)]


def test_sums_equal_the_postings(cast: Cast) -> None:
    cents = [(1, 2, 3, 4), (33, 33, 34, 0), (220, 439, 1, 440), (1, 99, 0, 0), (5, 10, 85, 900)]
    for day, shares in enumerate(cents * 3, start=1):
        sell(cast, f"2026-02-{day:02} 10:00", Shares(*shares), nis=(AALST, "44021", "")[day % 3])
    cancel(sell(cast, "2026-02-20 10:00"), "2026-02-21 10:00")
    report = reported(cast, FIRST_QUARTER, MADE)
    for payer, prefix in (("LOCAL_GOVERNMENT", "Lokale"), ("FLEMISH_GOVERNMENT", "Vlaamse")):
        posted = Posting.objects.filter(payer=payer).aggregate(cents=Sum("amount_cents"))["cents"]
        in_sheets = [sheet for name, sheet in sheets(report).items() if name.startswith(prefix)]
        assert sum(round(sheet.total[1] * 100) for sheet in in_sheets) == posted
        assert sum(round(line["CONTRIBUTION"] * 100) for sheet in in_sheets for line in sheet.lines) == posted
        in_tables = [line for name, lines in tables(report).items() if name.startswith(prefix) for line in lines]
        assert sum(int(line["CONTRIBUTION"].replace(",", "")) for line in in_tables) == posted


def test_lines_stand_by_event_and_then_by_date(cast: Cast) -> None:
    for when, event in (("03", cast.concert), ("02", cast.open_house), ("01", cast.concert)):
        sell(cast, f"2026-01-{when} 10:00", event=event)
    lines = sheets(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"].lines
    assert [(line["EVENT"], line["DATUM"].day) for line in lines] == [
        (cast.concert.title, 1),
        (cast.concert.title, 3),
        (cast.open_house.title, 2),
    ]


def test_only_the_days_of_the_period_and_only_this_organizer(cast: Cast) -> None:
    inside = [sell(cast, when) for when in ("2025-12-31 23:00", "2026-03-31 21:59:59")]
    for when in ("2025-12-31 22:59:59", "2026-03-31 22:00"):
        sell(cast, when)
    sell(cast, "2026-02-01 10:00", organizer=cast.club, event=cast.training)
    lines = sheets(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"].lines
    assert [line["SALE_ID"] for line in lines] == [sale.pk for sale in inside]


def test_a_sale_that_was_cancelled_in_time_is_in_no_report(cast: Cast) -> None:
    sell(cast, "2026-02-09 10:00")
    cancel(sell(cast, "2026-02-10 10:00"), "2026-04-01 10:00")
    assert sheets(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"].total[1] == 4.4
    assert reported(cast, SECOND_QUARTER, "2026-07-01 10:00").status == "FAILED"


def test_a_sale_cancelled_after_its_export_is_a_minus_line_in_the_next(cast: Cast) -> None:
    sale = sell(cast, "2026-02-10 10:00", Shares(100, 300, 200, 400))
    first = reported(cast, FIRST_QUARTER, MADE)
    cancel(sale, "2026-05-20 12:00")
    sell(cast, "2026-06-01 10:00", Shares(100, 1000, 0, 0))
    second = reported(cast, SECOND_QUARTER, "2026-07-01 10:00")
    local = sheets(second)["Lokale overheid Gent"]
    minus = next(line for line in local.lines if line["SALE_ID"] == sale.pk)
    assert (minus["DATUM"], minus["CANCELLED"]) == (
        clock_time("2026-02-10 11:00"),
        clock_time("2026-05-20 14:00"),
    )
    assert [minus[title] for title in TITLES if title.startswith("SHARE_")] == [-1, -3, -2, -4]
    assert (minus["TOTALPRICE"], minus["CONTRIBUTION"], local.total[1]) == (-10, -3, 7)
    assert sheets(second)["Vlaamse overheid"].total[1] == -2
    assert list(ToldCancellation.objects.values_list("report", "sale")) == [(second.pk, sale.pk)]
    # Asked again, each says the same; and nothing is told a second time.
    again = [reported(cast, period, "2026-07-02 10:00") for period in (FIRST_QUARTER, SECOND_QUARTER)]
    assert [{name: sheet.lines for name, sheet in sheets(one).items()} for one in again] == [
        {name: sheet.lines for name, sheet in sheets(one).items()} for one in (first, second)
    ]
    assert reported(cast, ReportPeriod(date(2026, 7, 1), date(2026, 9, 30)), "2026-10-01 10:00").status == "FAILED"


def test_an_expired_report_is_still_corrected(cast: Cast) -> None:
    sale = sell(cast, "2026-02-10 10:00")
    file_of(reported(cast, FIRST_QUARTER, MADE).pk).unlink()
    cancel(sale, "2026-06-20 12:00")
    assert sheets(reported(cast, SECOND_QUARTER, "2026-07-01 10:00"))["Lokale overheid Gent"].total[1] == -4.4


def test_what_was_told_is_never_changed(cast: Cast) -> None:
    sale = sell(cast, "2026-02-10 10:00")
    reported(cast, FIRST_QUARTER, MADE)
    cancel(sale, "2026-05-20 12:00")
    reported(cast, SECOND_QUARTER, "2026-07-01 10:00")
    with pytest.raises(IntegrityError), transaction.atomic():
        ToldCancellation.objects.all().delete()


def test_names_only_where_they_are_allowed(cast: Cast) -> None:
    sell(cast, "2026-02-10 10:00")
    sell(cast, "2026-02-11 10:00", holder=cast.chloe)
    assert "FIRST_NAME" not in sheets(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"].rows[12]
    assert not AccessLine.objects.exists()

    allow_names(SYSTEM, cast.theatre)
    sheet = sheets(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"]
    assert sheet.rows[12][:15] == [*TITLES[:13], "FIRST_NAME", "LAST_NAME"]
    assert [(line["FIRST_NAME"], line["LAST_NAME"]) for line in sheet.lines] == [("Amina", "Aziz"), (None, None)]
    assert list(AccessLine.objects.values_list("passholder_id", "actor", "desk_id", "purpose")) == [
        (cast.amina.pk, "client:books", cast.theatre.pk, "financial_report.names")
    ]

    withdraw_names(SYSTEM, cast.theatre)
    assert "FIRST_NAME" not in sheets(reported(cast, FIRST_QUARTER, MADE))["Lokale overheid Gent"].rows[12]
    assert set(AuditLine.objects.values_list("action", flat=True)) == {
        "financial_report.allow_names",
        "financial_report.withdraw_names",
    }


def test_an_empty_period_fails_with_the_words_of_the_contract(cast: Cast) -> None:
    report = reported(cast, ReportPeriod(date(2000, 1, 1), date(2020, 6, 7)), MADE)
    assert (report.status, report.message, report.read_at) == (
        "FAILED",
        "Geen financieel overzicht beschikbaar voor periode 2000/01/01 - 2020/06/07",
        None,
    )
    assert list(folder().glob("*")) == []
    assert not OutboxMessage.objects.exists()


def test_a_failure_is_told_and_leaves_nothing_behind(cast: Cast) -> None:
    sell(cast, "2026-02-10 10:00")
    with patch.object(WorkbookWriter, "add", side_effect=OSError("disk full")):
        report = reported(cast, FIRST_QUARTER, MADE)
    assert (report.status, report.message) == ("FAILED", production.UNEXPECTED)
    assert list(folder().glob("*")) == []
    assert not OutboxMessage.objects.exists()
    assert reported(cast, FIRST_QUARTER, MADE).status == "AVAILABLE"


@pytest.mark.parametrize("status", ["AVAILABLE", "FAILED"])
def test_a_report_is_made_once(cast: Cast, status: str) -> None:
    sell(cast, "2026-02-10 10:00")
    report = reported(cast, FIRST_QUARTER, MADE)
    Report.objects.filter(pk=report.pk).update(status=status, message="x")
    before = file_of(report.pk).stat()
    produce(report.pk)
    assert file_of(report.pk).stat() == before


def test_text_is_never_a_formula(cast: Cast) -> None:
    cast.open_house.title = "=1+1"
    cast.open_house.save()
    sell(cast, "2026-02-10 10:00", event=cast.open_house, regular_price_label="@SUM(A1)")
    report = reported(cast, FIRST_QUARTER, MADE)
    assert sheets(report)["Lokale overheid Gent"].lines[0]["EVENT"] == "=1+1"
    line = tables(report)["Lokale overheid Gent"][0]
    assert (line["EVENT"], line["PRICE_LABEL"]) == ("'=1+1", "'@SUM(A1)")


def test_a_made_report_is_published_without_names(cast: Cast) -> None:
    sell(cast, "2026-02-10 10:00", STANDARD)
    report = reported(cast, FIRST_QUARTER, MADE)
    (message,) = OutboxMessage.objects.all()
    assert (message.kind, message.payload) == (
        "FinancialReportMade",
        {"report_id": report.pk, "organizer_id": cast.theatre.pk, "lines": 1},
    )
