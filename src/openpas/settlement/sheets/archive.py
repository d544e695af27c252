"""The zip with the sheets of all governments, written one government after the other."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpas.foundation.calendar import BRUSSELS
from openpas.foundation.money import euro
from openpas.settlement.rules.governments import Government
from openpas.settlement.rules.lines import Line
from openpas.settlement.sheets.layout import Sheet
from openpas.settlement.sheets.table import TableWriter
from openpas.settlement.sheets.workbook import WorkbookWriter

UNFINISHED: Final = "unfinished-"
"""How the folder begins in which an archive is made; the name of the archive follows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the sheets of one report share."""

    organizer: str
    made_at: datetime
    has_names: bool

    @property
    def stamp(self) -> str:
        """The minute in which it was made, as file names have it: `20210526_1512`."""
        return f"{self.made_at.astimezone(BRUSSELS):%Y%m%d_%H%M}"

    @property
    def archive_name(self) -> str:
        """`financialOverview_Theater De Vlieger_20210526_1512.zip`, without what a file name cannot hold."""
        return f"financialOverview_{_plain(self.organizer)}_{self.stamp}.zip"

    def sheet_of(self, government: Government) -> Sheet:
        return Sheet(self.organizer, government, self.made_at.astimezone(BRUSSELS).date(), self.has_names)


class Archive:
    """Lines in, a zip out. The lines of one government must come together."""

    def __init__(self, zipped: ZipFile, heading: Heading, folder: Path) -> None:
        self._zipped = zipped
        self._heading = heading
        self._folder = folder
        self._open: _Pair | None = None

    def add(self, line: Line) -> None:
        """Write a line on the sheets of its government."""
        if self._open is None or self._open.government != line.claim.government:
            self.close()
            self._open = _Pair(line.claim.government, self._heading, self._folder)
        self._open.add(line)

    def close(self) -> None:
        """Move the sheets of the last government into the zip."""
        if self._open is not None:
            self._open.move_into(self._zipped)
            self._open = None


@contextmanager
def archive(path: Path, heading: Heading) -> Iterator[Archive]:
    """An archive that is at `path` once the block ended well, and nowhere when it did not."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{UNFINISHED}{path.stem}-") as folder:
        unfinished = Path(folder) / path.name
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as zipped, closing(Archive(zipped, heading, Path(folder))) as lines:
            yield lines
        unfinished.replace(path)


class _Pair:
    """The XLSX and the CSV of one government."""

    def __init__(self, government: Government, heading: Heading, folder: Path) -> None:
        self.government = government
        name = f"{_plain(government.name)}_{heading.stamp}"
        sheet = heading.sheet_of(government)
        self._paths = (folder / f"{name}.xlsx", folder / f"{name}.csv")
        self._workbook = WorkbookWriter(self._paths[0], sheet)
        self._table = TableWriter(self._paths[1], sheet)
        self._total_cents = 0

    def add(self, line: Line) -> None:
        self._workbook.add(line)
        self._table.add(line)
        self._total_cents += line.contribution_cents

    def move_into(self, zipped: ZipFile) -> None:
        with closing(self._table):
            self._workbook.close(euro(self._total_cents))
        for path, kind in zip(self._paths, (ZIP_STORED, ZIP_DEFLATED), strict=True):
            zipped.write(path, path.name, kind)
            path.unlink()


def _plain(name: str) -> str:
    return re.sub(r"[^\w .'-]", "_", name).strip()
