"""How the register calls things, for pages and sheets."""

from collections.abc import Mapping
from typing import Final

from openpas.foundation.text import Text
from openpas.identity.processing.rules import Party, Role

PARTIES: Final[Mapping[Party, Text]] = {
    Party.REGION: Text(nl="Regio", fr="Région", en="Region", de="Region"),
    Party.ORGANIZER: Text(nl="Organisator", fr="Organisateur", en="Organizer", de="Veranstalter"),
    Party.CLIENT: Text(nl="Software", fr="Logiciel", en="Software", de="Software"),
}
ROLES: Final[Mapping[Role, Text]] = {
    Role.CONTROLLER: Text(
        nl="Verwerkingsverantwoordelijke",
        fr="Responsable du traitement",
        en="Controller",
        de="Verantwortlicher",
    ),
    Role.PROCESSOR: Text(nl="Verwerker", fr="Sous-traitant", en="Processor", de="Auftragsverarbeiter"),
    Role.SUB_PROCESSOR: Text(
        nl="Subverwerker", fr="Sous-traitant de deuxième rang", en="Sub-processor", de="Unterauftragsverarbeiter"
    ),
    Role.SUB_SUB_PROCESSOR: Text(
        nl="Sub-subverwerker",
        fr="Sous-traitant de troisième rang",
        en="Sub-sub-processor",
        de="Unter-Unterauftragsverarbeiter",
    ),
}
COLUMNS: Final = (
    Text(nl="Soort", fr="Type", en="Kind", de="Art"),
    Text(nl="Naam", fr="Nom", en="Name", de="Name"),
    Text(nl="Rol", fr="Rôle", en="Role", de="Rolle"),
    Text(nl="Werkt voor", fr="Travaille pour", en="Works for", de="Arbeitet für"),
    Text(nl="Overeenkomst", fr="Convention", en="Agreement", de="Vereinbarung"),
    Text(nl="Sinds", fr="Depuis", en="Since", de="Seit"),
    Text(nl="Tot", fr="Jusqu'au", en="Until", de="Bis"),
)
TITLE: Final = Text(
    nl="Register van verwerkers",
    fr="Registre des sous-traitants",
    en="Register of processors",
    de="Auftragsverzeichnis",
)
