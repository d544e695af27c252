"""The addresses of these pages."""

from django.urls import URLPattern, path

from openpas.web.desk.memberships import blocking, joining, moving, receipts, replacing, status, status_end

urlpatterns: list[URLPattern] = [
    path("people/<str:token>/status", status.social_status, name="social_status"),
    path("people/<str:token>/status/end", status_end.end_status, name="end_status"),
    path("people/<str:token>/block", blocking.block_card, name="block_card"),
    path("people/<str:token>/replace", replacing.replace_card, name="replace_card"),
    path("people/<str:token>/join", joining.join_region, name="join_region"),
    path("people/<str:token>/move", moving.move, name="move"),
    path("people/<str:token>/receipts/<str:receipt>", receipts.receipt, name="membership_receipt"),
]
