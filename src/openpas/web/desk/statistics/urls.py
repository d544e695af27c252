"""The address of the numbers."""

from django.urls import path

from openpas.web.desk.statistics.page import statistics

urlpatterns = [path("statistics", statistics, name="statistics")]
