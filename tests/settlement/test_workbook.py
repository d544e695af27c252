"""A sheet that is full goes on in the next one."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from openpyxl import load_workbook

from openpas.settlement.rules.governments import Government, municipality_name
from openpas.settlement.rules.lines import Claim, Line
from openpas.settlement.sheets.layout import Sheet
from openpas.settlement.sheets.workbook import WorkbookWriter
from openpas.tariffs.rules.split import Payer, Shares
from tests.settlement.ledger import at

AALST = Government(Payer.LOCAL_GOVERNMENT, "41002")
CLAIM = Claim(
    government=AALST,
    municipality_nis="41002",
    contribution_cents=1,
    sale_id=7,
    sold_at=at("2026-02-10 10:00"),
    cancellation=None,
    holder_id=UUID(int=1),
    passholder_id=1,
    first_name="",
    last_name="",
    group_pass="",
    card_system="UiTPAS Dender",
    coupon="",
    event="Concert",
    event_starts_at=None,
    event_ends_at=None,
    regular_price_cents=1,
    price_label="",
    shares=Shares(0, 1, 0, 0),
    key="sleutel",
    key_version=1,
)


def test_more_lines_than_a_sheet_holds(tmp_path: Path) -> None:
    writer = WorkbookWriter(tmp_path / "a.xlsx", Sheet("Theater", AALST, date(2026, 4, 2)), most_rows=16)
    for _ in range(17):
        writer.add(Line(CLAIM))
    writer.close(Decimal("0.17"))
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Overview", "Overview 2", "Overview 3"]
    pages = [list(page.iter_rows(values_only=True)) for page in book]
    assert [len(page) for page in pages] == [15, 15, 3]
    assert all(page[0][13] == "SALE_ID" for page in pages[1:])
    assert sum(row[13] == CLAIM.sale_id for page in pages for row in page) == 17
    assert pages[2][-1][1:13:11] == ("Total Lokale overheid Aalst", 0.17)


def test_a_municipality_that_is_no_more_keeps_its_code() -> None:
    assert [municipality_name(nis) for nis in ("41002", "99999", "")] == ["Aalst", "NIS 99999", "onbekend"]
