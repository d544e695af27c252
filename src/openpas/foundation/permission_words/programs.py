"""What programs do for passholders, and who says what programs may."""

from typing import Final

from openpas.foundation.permission_words.area import Area
from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text

PROGRAMS: Final = Area(
    title=Text(nl="Apps en programma's", fr="Applis et programmes", en="Apps and programs", de="Apps und Programme"),
    words={
        Permission.PASSHOLDERS_REGISTER_UITID: Text(
            nl="een account aan een UiTPAS koppelen",
            fr="lier un compte à une UiTPAS",
            en="link an account to a UiTPAS",
            de="ein Konto mit einem UiTPAS verbinden",
        ),
        Permission.PASSHOLDERS_SELF_CHECKIN: Text(
            nl="pashouders zelf punten laten sparen",
            fr="laisser les titulaires épargner eux-mêmes",
            en="let passholders save points themselves",
            de="Personen selbst Punkte sparen lassen",
        ),
        Permission.PASSHOLDERS_SELF_READ: Text(
            nl="pashouders hun eigen gegevens tonen",
            fr="montrer aux titulaires leurs propres données",
            en="show passholders their own data",
            de="Personen ihre eigenen Daten zeigen",
        ),
        Permission.PASSHOLDERS_SELF_REGISTRATION: Text(
            nl="mensen zichzelf laten registreren",
            fr="laisser les gens s'enregistrer eux-mêmes",
            en="let people register themselves",
            de="Menschen sich selbst registrieren lassen",
        ),
        Permission.PASSHOLDERS_TRANSACTION_HISTORY: Text(
            nl="pashouders hun puntengeschiedenis tonen",
            fr="montrer aux titulaires l'historique de leurs points",
            en="show passholders the history of their points",
            de="Personen die Geschichte ihrer Punkte zeigen",
        ),
        Permission.PERMISSIONS_READ: Text(
            nl="rechten van programma's bekijken",
            fr="voir les droits des programmes",
            en="look at the rights of programs",
            de="Rechte von Programmen ansehen",
        ),
        Permission.PERMISSIONS_WRITE: Text(
            nl="rechten van programma's beheren",
            fr="gérer les droits des programmes",
            en="manage the rights of programs",
            de="Rechte von Programmen verwalten",
        ),
    },
)
