from django.apps import AppConfig


class PassholdersConfig(AppConfig):
    name = "openpas.passholders"
