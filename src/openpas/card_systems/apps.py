from django.apps import AppConfig


class CardSystemsConfig(AppConfig):
    name = "openpas.card_systems"
