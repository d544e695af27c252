"""Help, news, and a word back."""

from typing import Final

from django.urls import URLPattern, path

from openpas.web.desk.guidance.feedback import feedback
from openpas.web.desk.guidance.help_editing import edit_help
from openpas.web.desk.guidance.help_page import help_page
from openpas.web.desk.guidance.news import news

urlpatterns: Final[list[URLPattern]] = [
    path("help", help_page, name="help"),
    path("help/edit/<str:place>", edit_help, name="edit_help"),
    path("news", news, name="news"),
    path("feedback", feedback, name="feedback"),
]
