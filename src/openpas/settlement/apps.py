from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "openpas.settlement"
