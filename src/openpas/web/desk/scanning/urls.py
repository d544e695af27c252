"""The addresses of these pages."""

from django.urls import path

from openpas.web.desk.scanning.readers import readers

urlpatterns = [path("readers", readers, name="readers")]
