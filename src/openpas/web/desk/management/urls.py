"""What a desk keeps: its reports, activities, cards, kiosks and people."""

from typing import Final

from django.urls import URLPattern, path

from openpas.web.desk.management.card_stock import card_stock
from openpas.web.desk.management.kiosks import kiosks
from openpas.web.desk.management.members import members
from openpas.web.desk.management.own_activities import desk_event, desk_event_code, desk_events
from openpas.web.desk.management.reports import made_reports, report_file, reports

urlpatterns: Final[list[URLPattern]] = [
    path("reports", reports, name="reports"),
    path("reports/made", made_reports, name="made_reports"),
    path("reports/<int:report_id>/file", report_file, name="report_file"),
    path("events", desk_events, name="desk_events"),
    path("events/<str:event_id>", desk_event, name="desk_event"),
    path("events/<str:event_id>/code.<str:form>", desk_event_code, name="desk_event_code"),
    path("cards", card_stock, name="card_stock"),
    path("kiosks", kiosks, name="kiosks"),
    path("members", members, name="members"),
]
