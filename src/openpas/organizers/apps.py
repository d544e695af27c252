from django.apps import AppConfig


class OrganizersConfig(AppConfig):
    name = "openpas.organizers"
