"""At the counter: points, tickets, rewards and passes."""

from typing import Final

from openpas.foundation.permission_words.area import Area
from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text

COUNTER: Final = Area(
    title=Text(nl="Aan de toonbank", fr="Au comptoir", en="At the counter", de="Am Schalter"),
    words={
        Permission.PASSES_READ: Text(
            nl="een pas bekijken",
            fr="voir un pass",
            en="look at a pass",
            de="einen Pass ansehen",
        ),
        Permission.CHECKINS_WRITE: Text(
            nl="punten sparen en dat ongedaan maken",
            fr="épargner des points et annuler",
            en="save points and undo that",
            de="Punkte sparen und das rückgängig machen",
        ),
        Permission.CHECKINS_READ: Text(
            nl="zien wie er punten spaarde",
            fr="voir qui a épargné des points",
            en="see who saved points",
            de="sehen, wer Punkte gespart hat",
        ),
        Permission.TARIFFS_READ: Text(
            nl="prijzen van tickets opvragen",
            fr="demander le prix des tickets",
            en="look up ticket prices",
            de="Ticketpreise abfragen",
        ),
        Permission.TICKETSALES_REGISTER: Text(
            nl="tickets verkopen en die verkoop ongedaan maken",
            fr="vendre des tickets et annuler la vente",
            en="sell tickets and undo that",
            de="Tickets verkaufen und das rückgängig machen",
        ),
        Permission.TICKETSALES_SEARCH: Text(
            nl="verkochte tickets opzoeken",
            fr="chercher des tickets vendus",
            en="look up tickets that were sold",
            de="verkaufte Tickets suchen",
        ),
        Permission.REWARDS_READ: Text(
            nl="voordelen bekijken",
            fr="voir les avantages",
            en="look at rewards",
            de="Vorteile ansehen",
        ),
        Permission.REWARDS_REDEEM: Text(
            nl="voordelen omruilen",
            fr="échanger des avantages",
            en="redeem rewards",
            de="Vorteile einlösen",
        ),
        Permission.REWARDS_PASSHOLDERS_READ: Text(
            nl="zien welke voordelen iemand kan omruilen",
            fr="voir les avantages qu'une personne peut échanger",
            en="see which rewards somebody can redeem",
            de="sehen, welche Vorteile jemand einlösen kann",
        ),
        Permission.PASSHOLDER_COUPONS_READ: Text(
            nl="de bonnen van een pashouder bekijken",
            fr="voir les bons d'un titulaire",
            en="look at the coupons of a passholder",
            de="Gutscheine einer Person ansehen",
        ),
        Permission.GROUPPASS_COUPONS_READ: Text(
            nl="de bonnen van een groepspas bekijken",
            fr="voir les bons d'un pass de groupe",
            en="look at the coupons of a group pass",
            de="Gutscheine eines Gruppenpasses ansehen",
        ),
        Permission.GROUPPASSES_SEARCH: Text(
            nl="groepspassen opzoeken",
            fr="chercher des pass de groupe",
            en="look up group passes",
            de="Gruppenpässe suchen",
        ),
        Permission.PASSHOLDERS_SEARCH_BY_ID: Text(
            nl="een pashouder opzoeken met een nummer",
            fr="chercher un titulaire par numéro",
            en="look up a passholder by number",
            de="eine Person über eine Nummer suchen",
        ),
        Permission.PASSES_CHIPNUMBERS_READ: Text(
            nl="een pas opzoeken met het chipnummer",
            fr="chercher un pass par numéro de puce",
            en="look up a pass by chip number",
            de="einen Pass über die Chipnummer suchen",
        ),
        Permission.PASSES_INSZNUMBERS_READ: Text(
            nl="een pas opzoeken met het rijksregisternummer",
            fr="chercher un pass par numéro de registre national",
            en="look up a pass by national number",
            de="einen Pass über die Nationalregisternummer suchen",
        ),
    },
)
