"""Links with which the file of a report is downloaded (O65).

A link opens its file without signing in, and only for a while. Whoever gets one was asked for its rights, and noted.
"""

from datetime import timedelta
from typing import Final

from openpas.foundation.actor import Actor
from openpas.records.signed_links import read, sign
from openpas.settlement.models import Report
from openpas.settlement.queries.reports import linked_report
from openpas.settlement.service import fetch_report

LINK_LIFETIME: Final = timedelta(minutes=15)
_PURPOSE: Final = "financial-report"


def download_token(actor: Actor, organizer_id: str, report_id: int) -> str:
    """What stands in the path of a link to the file of a report. Raises what `service.fetch_report` raises."""
    return sign(_PURPOSE, str(fetch_report(actor, organizer_id, report_id).pk))


def downloaded(token: str) -> Report:
    """The report whose file a link opens. Raises LinkInvalid, ReportNotFound and ReportNotAvailable."""
    return linked_report(int(read(_PURPOSE, token, LINK_LIFETIME)))
