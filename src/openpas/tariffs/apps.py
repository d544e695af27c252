from django.apps import AppConfig


class TariffsConfig(AppConfig):
    name = "openpas.tariffs"

    def ready(self) -> None:
        from openpas.events.signals import card_systems_applied  # noqa: PLC0415  models can be imported only now
        from openpas.tariffs.event_keys import apply_remembered_keys  # noqa: PLC0415

        card_systems_applied.connect(apply_remembered_keys)
