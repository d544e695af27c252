"""A sheet as CSV: the titles and the lines, without letter and total, for programs and for whoever prefers it.

Semicolons, decimal commas and a byte order mark: what a Belgian spreadsheet opens without asking.
"""

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from openpas.settlement.rules.lines import Line
from openpas.settlement.sheets.layout import Cell, Sheet

# Text that a spreadsheet would run as a formula.
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class TableWriter:
    """Write lines as they come."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self._sheet = sheet
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._file, delimiter=";")
        self._rows.writerow(sheet.titles)

    def add(self, line: Line) -> None:
        """One line."""
        self._rows.writerow([_text(cell) for cell in self._sheet.cells(line)])

    def close(self) -> None:
        """The file is whole."""
        self._file.close()


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M:%S}"
        case Decimal():
            return str(cell).replace(".", ",")
        case str() if cell.startswith(_BEGINS_A_FORMULA):
            return f"'{cell}"
    return str(cell)
