"""The pages of administration. Addresses name regions, desks, groups and programs; never a person."""

from django.urls import path

from openpas.web.console.branding import brand
from openpas.web.console.client_rights import client_rights, find_organizer
from openpas.web.console.clients import client, clients
from openpas.web.console.desks import desk
from openpas.web.console.documents import document, documents
from openpas.web.console.groups import group, groups
from openpas.web.console.home import console
from openpas.web.console.managers import all_managers
from openpas.web.console.news import news, news_change
from openpas.web.console.processing import processing, processing_sheet
from openpas.web.console.regions import region

urlpatterns = [
    path("", console, name="console"),
    path("regions/<int:region_id>", region, name="console_region"),
    path("regions/<int:region_id>/colour", brand, name="console_brand"),
    path("regions/<int:region_id>/groups", groups, name="console_groups"),
    path("groups/<int:group_id>", group, name="console_group"),
    path("desks/<int:desk_id>", desk, name="console_desk"),
    path("managers", all_managers, name="console_managers"),
    path("clients", clients, name="console_clients"),
    path("clients/<int:client_id>", client, name="console_client"),
    path("clients/<int:client_id>/organizers", find_organizer, name="console_find_organizer"),
    path("clients/<int:client_id>/organizers/<int:organizer_id>", client_rights, name="console_client_rights"),
    path("documents", documents, name="console_documents"),
    path("documents/<int:document_id>", document, name="console_document"),
    path("news", news, name="console_news"),
    path("news/<int:item_id>", news_change, name="console_news_item"),
    path("processing", processing, name="console_processing"),
    path("processing.<str:kind>", processing_sheet, name="console_processing_sheet"),
]
