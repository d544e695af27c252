"""The worker beside the web server: it does what is asked in a transaction, and is begun again when it ends."""

import os
import signal
import time
from pathlib import Path

import pytest

from openpas.runtime.home import Home
from tests.runtime.processes import end, manage, serving

pytestmark = [pytest.mark.serve, pytest.mark.slow]

ASK = """
from datetime import date
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.settlement.rules.periods import ReportPeriod
from openpas.settlement.service import start_report
Organizer.objects.get_or_create(public_id="theatre", name="Theater")
actor = Actor("client:test", ActorKind.CLIENT, everywhere=frozenset({Permission.ORGANIZERS_REPORTS}))
start_report(actor, "theatre", ReportPeriod(date(2026, 1, 1), date(2026, 3, 31)))
"""
MESSAGES = """
from openpas.settlement.models import Report
print("|".join(f"{one.status} {one.message}" for one in Report.objects.order_by("pk")))
"""
NOTHING = "FAILED Geen financieel overzicht beschikbaar voor periode 2026/01/01 - 2026/03/31"


def run_in(home: Home, code: str) -> str:
    return manage(home, "shell", "-v0", "-c", code).strip()


def await_messages(home: Home, expected: str) -> None:
    deadline = time.monotonic() + 60
    while (told := run_in(home, MESSAGES)) != expected:
        if time.monotonic() > deadline:
            pytest.fail(f"still {told}")


def workers(server_pid: int) -> list[int]:
    """The processes of the worker that this server began."""
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _is_worker_of(server_pid, folder)]


def _is_worker_of(server_pid: int, folder: Path) -> bool:
    try:
        parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        return parent == server_pid and b"openpas.runtime.worker" in (folder / "cmdline").read_bytes()
    except OSError:
        return False


def test_a_report_is_made_by_the_worker_also_after_it_was_killed(used_home: Home, free_port: int) -> None:
    with serving(used_home, free_port) as process:
        run_in(used_home, ASK)
        await_messages(used_home, NOTHING)
        (worker,) = workers(process.pid)
        os.kill(worker, signal.SIGKILL)
        run_in(used_home, ASK)
        await_messages(used_home, f"{NOTHING}|{NOTHING}")
        (again,) = workers(process.pid)
        assert again != worker
        code, seconds, _ = end(process, signal.SIGTERM)
        assert code == 0
        assert seconds < 10
        assert not Path(f"/proc/{again}").exists()
