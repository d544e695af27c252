"""The power goes while desks are at work, time after time: what was answered is there, once, and nothing is half done.

OPENPAS_KILLS says how often it goes; CI asks for ten times.
"""

import json
import os
import random
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from openpas.foundation.identifiers import uitpas_number
from openpas.runtime.home import Home
from tests.runtime.processes import manage, serving

pytestmark = [pytest.mark.serve, pytest.mark.slow, pytest.mark.timeout(900)]

KILLS = int(os.environ.get("OPENPAS_KILLS", "3"))
DESKS = 6
PASSHOLDERS = 400
EVENTS = 200

CONSISTENT = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute('''
        SELECT (SELECT count(*) FROM checkins_checkin),
               (SELECT count(*) FROM checkins_pointsline),
               (SELECT count(*) FROM records_outboxmessage WHERE kind = 'CheckinRegistered'),
               (SELECT count(*) FROM records_auditline WHERE action = 'checkin.register'),
               (SELECT count(*) FROM records_idempotencyanswer),
               (SELECT count(*) FROM (SELECT DISTINCT passholder_id, event_id FROM checkins_checkin) one),
               (SELECT count(*) FROM passholders_pointsaccount account WHERE points <> (
                    SELECT coalesce(sum(line.points), 0) FROM checkins_pointsline line
                    WHERE line.passholder_id = account.passholder_id))
    ''')
    print(*cursor.fetchone())
"""


@dataclass
class Desk:
    """Checks people in without a pause, each time with a new key, and remembers what was answered."""

    port: int
    token: str
    number: int
    seed: int
    answered: dict[str, tuple[dict[str, str], bytes]] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        chance = random.Random(self.seed)
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=10) as client:
            while not self.stop.is_set():
                pair = {"uitpasNumber": card(chance.randrange(PASSHOLDERS)), "eventId": event(chance.randrange(EVENTS))}
                key = f"desk-{self.seed}-{chance.getrandbits(64):x}"
                try:
                    answer = check_in(client, self.token, pair, key)
                except httpx.TransportError:
                    return
                if answer.status_code == 201:
                    self.answered[key] = (pair, answer.content)


def card(index: int) -> str:
    return uitpas_number(f"9{index:010d}", social_tariff=index % 4 == 0)


def event(index: int) -> str:
    return f"bench-{index}"


def check_in(client: httpx.Client, token: str, pair: dict[str, str], key: str) -> httpx.Response:
    return client.post(
        "/api/v4/checkins", json=pair, headers={"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    )


def token_of(port: int) -> str:
    answer = httpx.post(
        f"http://127.0.0.1:{port}/oauth/token",
        data={"grant_type": "client_credentials", "client_id": "bench-client", "client_secret": "bench-secret"},
    )
    return str(answer.json()["access_token"])


def kill_everything(home: Home) -> None:
    """SIGKILL to every process of this home: server, workers and database, in no order."""
    trace = str(home.path).encode()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid() and _belongs(folder, trace):
            try:
                os.kill(int(folder.name), signal.SIGKILL)
            except ProcessLookupError:
                continue


def _belongs(folder: Path, trace: bytes) -> bool:
    try:
        return trace in (folder / "cmdline").read_bytes() or trace in (folder / "environ").read_bytes()
    except OSError:
        return False


def work_until_killed(home: Home, port: int, round_number: int) -> dict[str, tuple[dict[str, str], bytes]]:
    """Desks at work on a fresh start, a kill after a random moment, and what they were told before it."""
    with serving(home, port):
        token = token_of(port)
        desks = [Desk(port, token, number, seed=round_number * DESKS + number) for number in range(DESKS)]
        threads = [threading.Thread(target=desk.work) for desk in desks]
        for thread in threads:
            thread.start()
        time.sleep(random.Random(round_number).uniform(0.4, 1.2))
        kill_everything(home)
        for desk in desks:
            desk.stop.set()
        for thread in threads:
            thread.join()
    return {key: told for desk in desks for key, told in desk.answered.items()}


def test_what_was_answered_is_there_once_after_every_kill(used_home: Home, free_port: int) -> None:
    with serving(used_home, free_port):
        manage(used_home, "generate", f"--passholders={PASSHOLDERS}", f"--events={EVENTS}", "--checkins=0")
    answered: dict[str, tuple[dict[str, str], bytes]] = {}
    for round_number in range(KILLS):
        answered |= work_until_killed(used_home, free_port, round_number)
    assert len(answered) > KILLS

    with serving(used_home, free_port), httpx.Client(base_url=f"http://127.0.0.1:{free_port}", timeout=10) as client:
        token = token_of(free_port)
        for key, (pair, told) in answered.items():
            again = check_in(client, token, pair, key)
            assert (again.status_code, again.headers.get("Idempotency-Replayed")) == (201, "true")
            assert json.loads(again.content) == json.loads(told)
        checkins, lines, told_of, audited, kept, pairs, wrong = map(
            int, manage(used_home, "shell", "-v0", "-c", CONSISTENT).split()
        )
    assert checkins >= len(answered)
    assert checkins == lines == told_of == audited == kept == pairs
    assert wrong == 0
