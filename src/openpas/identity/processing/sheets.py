"""The register as a file, for who keeps it elsewhere too."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter

from openpas.identity.processing.queries import Entry
from openpas.identity.processing.words import COLUMNS, PARTIES, ROLES, TITLE

_WIDTHS: Final = (14, 34, 30, 40, 60, 12, 12)
_LONGEST_SHEET_NAME: Final = 31
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(entries: Iterable[Entry], language: str) -> bytes:
    """UTF-8 with a mark in front and semicolons, as Excel in Belgium reads it; no cell is taken for a formula."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(column.in_language(language) for column in COLUMNS)
    writer.writerows([_harmless(cell) for cell in _cells(entry, language)] for entry in entries)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(entries: Iterable[Entry], language: str) -> bytes:
    """An Excel workbook with one sheet."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(TITLE.in_language(language)[:_LONGEST_SHEET_NAME])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for position, (column, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.write_string(0, position, column.in_language(language), bold)
        sheet.set_column(position, position, width)
    for row, entry in enumerate(entries, start=1):
        for position, cell in enumerate(_cells(entry, language)):
            sheet.write_string(row, position, cell, wrapped)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _cells(entry: Entry, language: str) -> tuple[str, ...]:
    return (
        PARTIES[entry.subject.party].in_language(language),
        entry.name,
        ROLES[entry.role].in_language(language),
        ", ".join(entry.works_for),
        entry.agreement,
        f"{entry.agreed_on:%d/%m/%Y}",
        f"{entry.ended_on:%d/%m/%Y}" if entry.ended_on else "",
    )


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
