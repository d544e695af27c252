"""Each test of settlement has a home of its own for the files of its reports."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A number of a report may return in the next test; its file must not."""
    monkeypatch.setattr(settings, "OPENPAS_HOME", str(tmp_path))
