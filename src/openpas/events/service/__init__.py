"""Commands on events: one transaction each, with outbox and audit line.

API 4.0 makes no events (contract/rules.md 8-65): `create_event`, `import_event` and `withdraw_event` are our own
registry, and whoever offers them decides who may use them. `enter_event` is for callers with rights, `import_catalogue`
for whoever runs the installation.
"""

from openpas.events.service.card_systems import choose_card_systems, event_to_change, remember_card_systems
from openpas.events.service.entry import EnteredEvent, enter_event
from openpas.events.service.importing import ImportPlan, ImportReport, import_catalogue
from openpas.events.service.registry import NewEvent, Price, create_event, import_event, withdraw_event
from openpas.events.service.settings import change_settings

__all__ = [
    "EnteredEvent",
    "ImportPlan",
    "ImportReport",
    "NewEvent",
    "Price",
    "change_settings",
    "choose_card_systems",
    "create_event",
    "enter_event",
    "event_to_change",
    "import_catalogue",
    "import_event",
    "remember_card_systems",
    "withdraw_event",
]
