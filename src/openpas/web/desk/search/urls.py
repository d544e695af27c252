"""The addresses of these pages. None names a person, a number, or what was looked for."""

from django.urls import URLPattern, path

from openpas.web.desk.search import exports, group, numbers, people

urlpatterns: list[URLPattern] = [
    path("people", people.people, name="people"),
    path("people/list", numbers.numbers, name="people_list"),
    path("people/found/<uuid:search_id>", people.found, name="people_found"),
    path("people/found/<uuid:search_id>/list", numbers.numbers, name="people_list_again"),
    path("people/found/<uuid:search_id>/tick", people.tick, name="people_tick"),
    path("people/found/<uuid:search_id>/export", exports.export, name="people_export"),
    path("people/found/<uuid:search_id>/do/<str:kind>", group.deed, name="people_deed"),
    path("people/runs/<uuid:run_id>", group.run, name="people_run"),
    path("people/runs/<uuid:run_id>/row", group.run_row, name="people_run_row"),
    path("people/runs/<uuid:run_id>/all", group.run_all, name="people_run_all"),
]
