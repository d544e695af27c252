"""The worker as a process of its own: `python -m openpas.runtime.worker`. It does the jobs in the queue, one at a time.

Jobs are the `tasks.py` of the packages (procrastinate). They are put in the queue in the transaction of what asked for
them, and wait in the database while no worker runs.
"""

from __future__ import annotations

from typing import Final

import django
from django.apps import apps
from procrastinate import PsycopgConnector
from procrastinate.contrib.django.apps import ProcrastinateConfig
from procrastinate.contrib.django.utils import connector_params

from openpas.runtime.companions import end_with_the_parent

STOP_SECONDS: Final = 3
CONNECTIONS: Final = 2


def run() -> None:
    """Work until a signal, or until whoever started us is gone."""
    end_with_the_parent()
    django.setup()
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=CONNECTIONS)
    jobs = apps.get_app_config("procrastinate")
    if not isinstance(jobs, ProcrastinateConfig):
        raise TypeError("procrastinate is not installed as an app")
    with jobs.app.replace_connector(connector) as app:
        app.run_worker(concurrency=1, delete_jobs="successful", shutdown_graceful_timeout=STOP_SECONDS)


if __name__ == "__main__":
    run()
