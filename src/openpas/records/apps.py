from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "openpas.records"
