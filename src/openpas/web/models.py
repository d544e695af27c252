"""Rows that only the pages themselves need."""

from openpas.web.desk.search.models import BulkRow, BulkRun, PeopleSearch

__all__ = ["BulkRow", "BulkRun", "PeopleSearch"]
