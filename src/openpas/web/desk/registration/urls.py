"""The addresses of these pages: a registration is named by a number that says nothing about a person."""

from django.urls import URLPattern, path

from openpas.web.desk.registration import finishing, pages, start

urlpatterns: list[URLPattern] = [
    path("register", start.register, name="register"),
    path("register/<uuid:draft_id>", start.go_on, name="register_continue"),
    path("register/<uuid:draft_id>/throw-away", start.throw_away, name="register_throw_away"),
    path("register/<uuid:draft_id>/finish", finishing.finish, name="register_finish"),
    path("register/<uuid:draft_id>/done", finishing.done, name="register_done"),
    path("register/<uuid:draft_id>/receipt", finishing.receipt, name="register_receipt"),
    path("register/<uuid:draft_id>/household", finishing.household, name="register_household"),
    path("register/<uuid:draft_id>/<slug:name>", pages.step, name="register_step"),
]
