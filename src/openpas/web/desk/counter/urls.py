"""The pages of the counter."""

from django.urls import path

from openpas.web.desk.counter import passes, serving
from openpas.web.desk.counter.activities import activities, activity_detail
from openpas.web.desk.counter.customer import customer
from openpas.web.desk.counter.identifying import counter
from openpas.web.desk.counter.missing import missing_activity
from openpas.web.desk.counter.offered import offered_rewards

urlpatterns = [
    path("", counter, name="counter"),
    path("activities", activities, name="activities"),
    path("activities/missing", missing_activity, name="missing_activity"),
    path("activities/<str:event_id>", activity_detail, name="activity_detail"),
    path("rewards", offered_rewards, name="desk_rewards"),
    path("customer", customer, name="customer_view"),
    path("passes/<str:token>", passes.show, name="pass"),
    path("passes/<str:token>/point", serving.point, name="point"),
    path("passes/<str:token>/serve", serving.serve, name="serve"),
    path("passes/<str:token>/undo", serving.undo, name="undo"),
]
