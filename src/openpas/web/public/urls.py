"""The pages that everybody may see."""

from django.urls import path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from openpas.web.accents import accent_sheet
from openpas.web.public.family import leave_family
from openpas.web.public.gallery import gallery
from openpas.web.public.group_pass import group_pass
from openpas.web.public.messages import messages
from openpas.web.public.views import front_page

urlpatterns = [
    path("", front_page, name="front_page"),
    path("desk", RedirectView.as_view(pattern_name="counter")),
    path("family/undo/<str:token>", leave_family, name="leave_family"),
    path("group-pass", group_pass, name="group_pass"),
    path("demo/messages", messages, name="demo_messages"),
    path("gallery", gallery, name="gallery"),
    path("accents/<str:colour>.css", accent_sheet, name="accent"),
    path("language", set_language, name="language"),
]
