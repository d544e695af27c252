"""Behind a reverse proxy of our own, everybody has an address; who only says so has not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runtime.processes import environment

ASKED = """
import io
import json
from openpas import wsgi
environment = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/nowhere", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
    "REMOTE_ADDR": "10.0.0.5", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7", "wsgi.url_scheme": "http",
    "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
}
list(wsgi.application(environment, lambda *_: None))
print(json.dumps(environment["REMOTE_ADDR"]))
"""


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [
        ("", "10.0.0.5"),
        ("10.0.0.0/8", "198.51.100.7"),
        ("10.0.0.5, 198.51.100.7", "203.0.113.9"),
        ("192.0.2.1", "10.0.0.5"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: str, seen: str, tmp_path: Path) -> None:
    told = {
        "OPENPAS_PROXIES": proxies,
        "OPENPAS_HOME": str(tmp_path),
        "OPENPAS_LOG": os.devnull,
        "DATABASE_URL": "postgresql:///nowhere",
        "DJANGO_SETTINGS_MODULE": "openpas.runtime.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=environment() | told, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == seen
