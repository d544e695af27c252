"""The pages of the desk. No address names a person or a number."""

from django.urls import path

from openpas.web.desk import passes
from openpas.web.desk.activities import activities
from openpas.web.desk.counter import counter
from openpas.web.desk.desks import desks
from openpas.web.desk.guidance.urls import urlpatterns as guidance
from openpas.web.desk.management.urls import urlpatterns as management
from openpas.web.desk.people.urls import urlpatterns as people
from openpas.web.desk.registration.urls import urlpatterns as registration
from openpas.web.desk.scanning.urls import urlpatterns as scanning
from openpas.web.desk.search.urls import urlpatterns as search
from openpas.web.desk.sign_in import sign_in
from openpas.web.desk.statistics.urls import urlpatterns as statistics

urlpatterns = [
    path("", counter, name="counter"),
    path("sign-in", sign_in),
    path("desks", desks, name="desks"),
    path("activities", activities, name="activities"),
    path("passes/<str:token>", passes.show, name="pass"),
    path("passes/<str:token>/point", passes.point, name="point"),
    path("passes/<str:token>/tickets", passes.tickets, name="tickets"),
    path("passes/<str:token>/rewards", passes.rewards, name="rewards"),
    path("passes/<str:token>/undo", passes.undo, name="undo"),
    *scanning,
    *search,
    *people,
    *registration,
    *management,
    *statistics,
    *guidance,
]
