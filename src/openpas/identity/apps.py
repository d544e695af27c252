from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_save


class IdentityConfig(AppConfig):
    name = "openpas.identity"

    def ready(self) -> None:
        from openpas.card_systems.models import CardSystem  # noqa: PLC0415  models can be imported only now
        from openpas.identity.staff.standard_groups import begin_desk, begin_region  # noqa: PLC0415
        from openpas.organizers.models import Organizer  # noqa: PLC0415

        post_save.connect(begin_region, sender=CardSystem)
        m2m_changed.connect(begin_desk, sender=Organizer.card_systems.through)
