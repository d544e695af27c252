"""The pages of the desk. No address names a person or a number."""

from django.urls import path

from openpas.web.desk.counter.urls import urlpatterns as counter
from openpas.web.desk.desks import desks
from openpas.web.desk.frame.asking import ask_access
from openpas.web.desk.guidance.urls import urlpatterns as guidance
from openpas.web.desk.management.urls import urlpatterns as management
from openpas.web.desk.memberships.urls import urlpatterns as memberships
from openpas.web.desk.people.urls import urlpatterns as people
from openpas.web.desk.registration.urls import urlpatterns as registration
from openpas.web.desk.scanning.urls import urlpatterns as scanning
from openpas.web.desk.search.urls import urlpatterns as search
from openpas.web.desk.sign_in import sign_in
from openpas.web.desk.statistics.urls import urlpatterns as statistics

urlpatterns = [
    *counter,
    path("sign-in", sign_in),
    path("desks", desks, name="desks"),
    path("desks/ask", ask_access, name="ask_access"),
    *scanning,
    *search,
    *people,
    *memberships,
    *registration,
    *management,
    *statistics,
    *guidance,
]
