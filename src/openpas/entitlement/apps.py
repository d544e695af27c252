from django.apps import AppConfig


class EntitlementConfig(AppConfig):
    name = "openpas.entitlement"
