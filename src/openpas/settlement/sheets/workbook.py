"""A sheet as XLSX. A finished row goes to disk, so a million of them take no more memory than one."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from openpas.settlement.rules.lines import Line
from openpas.settlement.sheets.layout import HEADER_ROW, TOTAL_COLUMN, TOTAL_LABEL_COLUMN, Cell, Sheet

MOST_ROWS: Final = 1_048_576
"""What a sheet can hold. More lines go on in a second sheet, under the same titles."""

_NAME: Final = "Overview"
_OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class WorkbookWriter:
    """Write lines as they come; `close` adds the total."""

    def __init__(self, path: Path, sheet: Sheet, *, most_rows: int = MOST_ROWS) -> None:
        self._sheet = sheet
        self._most_rows = most_rows
        self._book: Any = xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)})
        self._moment_format = self._book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._euro_format = self._book.add_format({"num_format": "0.00"})
        self._bold = self._book.add_format({"bold": True})
        self._pages = 0
        self._turn_page()

    def add(self, line: Line) -> None:
        """One line. One row stays free for the total."""
        if self._row >= self._most_rows - 1:
            self._turn_page()
        for column, cell in enumerate(self._sheet.cells(line)):
            self._write(column, cell)
        self._row += 1

    def close(self, total: Decimal) -> None:
        """The last row, and the file."""
        self._page.write_string(self._row, TOTAL_LABEL_COLUMN, self._sheet.total_label, self._bold)
        self._page.write_number(self._row, TOTAL_COLUMN, total, self._euro_format)
        self._book.close()

    def _turn_page(self) -> None:
        self._pages += 1
        self._page = self._book.add_worksheet(_NAME if self._pages == 1 else f"{_NAME} {self._pages}")
        self._row = HEADER_ROW if self._pages == 1 else 0
        if self._pages == 1:
            for row, column, text in self._sheet.letter:
                self._page.write_string(row, column, text)
        for column, title in enumerate(self._sheet.titles):
            self._page.write_string(self._row, column, title, self._bold)
        self._row += 1

    def _write(self, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                pass
            case str():
                self._page.write_string(self._row, column, cell)
            case datetime():
                self._page.write_datetime(self._row, column, cell, self._moment_format)
            case Decimal():
                self._page.write_number(self._row, column, cell, self._euro_format)
            case int():
                self._page.write_number(self._row, column, cell)
