"""What a signed link opens: files below `/files/`, refused with problem documents like the operations themselves."""

from typing import Final

from django.urls import URLPattern, path

from openpas.api.v4 import checkin_codes, financial_reports, private_files
from openpas.api.v4.core.endpoint import Endpoint

urlpatterns: Final[list[URLPattern]] = [
    path("files/checkin-codes/<str:token>", Endpoint({"GET": checkin_codes.download}), name="checkin_code_file"),
    path(
        f"{financial_reports.FILES}<str:token>",
        Endpoint({"GET": financial_reports.download}),
        name="financial_report_file",
    ),
    path(f"{private_files.FILES}<str:token>", Endpoint({"GET": private_files.show_picture})),
]
