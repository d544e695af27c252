"""The 57 rights in words, for whoever gives them or has them (contract: PermissionDetail.label)."""

from typing import Final

from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text

LABELS: Final = {
    Permission.ASSOCIATIONS: Text("Verenigingen beheren", en="Manage associations"),
    Permission.CARDS_READ: Text("Kaarten opvragen", en="Look up cards"),
    Permission.CHECKINS_READ: Text("Check-ins opvragen", en="Read check-ins"),
    Permission.CHECKINS_WRITE: Text("Punten sparen", en="Save points"),
    Permission.EVENTS_QR_CHECKINCODE: Text("QR-spaarcodes opvragen", en="Get QR check-in codes"),
    Permission.EVENTS_READ: Text("Activiteiten opvragen", en="Read events"),
    Permission.EVENTS_READ_ALL: Text("Alle activiteiten opvragen", en="Read all events"),
    Permission.EVENTS_UPDATE: Text("Activiteiten aanpassen", en="Update events"),
    Permission.EVENTS_UPDATE_ALL: Text("Alle activiteiten aanpassen", en="Update all events"),
    Permission.EVENT_SETTINGS_READ: Text("Instellingen van activiteiten opvragen", en="Read event settings"),
    Permission.EVENT_SETTINGS_READ_ALL: Text(
        "Instellingen van alle activiteiten opvragen", en="Read the settings of all events"
    ),
    Permission.EVENT_SETTINGS_UPDATE: Text("Instellingen van activiteiten aanpassen", en="Update event settings"),
    Permission.EVENT_SETTINGS_UPDATE_ALL: Text(
        "Instellingen van alle activiteiten aanpassen", en="Update the settings of all events"
    ),
    Permission.GROUPPASSES_SEARCH: Text("Groepspassen zoeken", en="Search group passes"),
    Permission.GROUPPASS_COUPONS_READ: Text("Coupons van groepspassen opvragen", en="Read coupons of group passes"),
    Permission.KIOSKS_READ: Text("Zuilen opvragen", en="Read kiosks"),
    Permission.KIOSKS_WRITE: Text("Zuilen instellen", en="Configure kiosks"),
    Permission.MEMBERSHIP_PRICES_READ: Text("Prijzen van de UiTPAS opvragen", en="Read membership prices"),
    Permission.ORDERS_CREATE: Text("Bestellingen plaatsen", en="Create orders"),
    Permission.ORDERS_READ: Text("Bestellingen opvragen", en="Read orders"),
    Permission.ORGANIZERS_ADMINS_READ: Text(
        "Medewerkers van organisatoren opvragen", en="Read the people of organizers"
    ),
    Permission.ORGANIZERS_ADMINS_WRITE: Text(
        "Medewerkers van organisatoren beheren", en="Manage the people of organizers"
    ),
    Permission.ORGANIZERS_REPORTS: Text("Onkostennota's opvragen", en="Read expense reports"),
    Permission.ORGANIZERS_SEARCH: Text("Organisatoren zoeken", en="Search organizers"),
    Permission.PASSES_CHIPNUMBERS_READ: Text("Passen opvragen met het chipnummer", en="Read passes by chip number"),
    Permission.PASSES_INSZNUMBERS_READ: Text(
        "Passen opvragen met het rijksregisternummer", en="Read passes by INSZ number"
    ),
    Permission.PASSES_READ: Text("Passen opvragen", en="Read passes"),
    Permission.PASSHOLDERS_DELETE: Text("Pashouders verwijderen", en="Delete passholders"),
    Permission.PASSHOLDERS_FAMILY_MEMBERS: Text("Gezinsleden beheren", en="Manage family members"),
    Permission.PASSHOLDERS_PICTURE_READ: Text("Foto's van pashouders bekijken", en="View pictures of passholders"),
    Permission.PASSHOLDERS_PICTURE_WRITE: Text("Foto's van pashouders aanpassen", en="Change pictures of passholders"),
    Permission.PASSHOLDERS_PRIVATE_READ: Text("Notities bij pashouders lezen", en="Read private notes of passholders"),
    Permission.PASSHOLDERS_PRIVATE_WRITE: Text(
        "Notities bij pashouders schrijven", en="Write private notes of passholders"
    ),
    Permission.PASSHOLDERS_REGISTER_UITID: Text("UiTiD aan een UiTPAS koppelen", en="Link a UiTiD to a pass"),
    Permission.PASSHOLDERS_SEARCH: Text("Pashouders zoeken", en="Search passholders"),
    Permission.PASSHOLDERS_SEARCH_ALL: Text("Alle pashouders zoeken", en="Search all passholders"),
    Permission.PASSHOLDERS_SEARCH_BY_ID: Text(
        "Pashouders opzoeken met een nummer", en="Look up passholders by a number"
    ),
    Permission.PASSHOLDERS_SELF_CHECKIN: Text("Zelf punten sparen", en="Save points oneself"),
    Permission.PASSHOLDERS_SELF_READ: Text("Eigen gegevens bekijken", en="Read one's own data"),
    Permission.PASSHOLDERS_SELF_REGISTRATION: Text(
        "Zichzelf als pashouder registreren", en="Register oneself as a passholder"
    ),
    Permission.PASSHOLDERS_TRANSACTION_HISTORY: Text("Puntengeschiedenis bekijken", en="Read the history of points"),
    Permission.PASSHOLDERS_UPDATE: Text("Gegevens van pashouders aanpassen", en="Update passholders"),
    Permission.PASSHOLDERS_WRITE: Text("Pashouders registreren en aanpassen", en="Register and update passholders"),
    Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY: Text(
        "Pashouders uit het buitenland registreren", en="Register passholders from abroad"
    ),
    Permission.PASSHOLDERS_WRITE_SOCIALTARIFF: Text("Kansentarief toekennen", en="Grant the social tariff"),
    Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM: Text(
        "Kansentarief toekennen in de hele regio", en="Grant the social tariff in the whole region"
    ),
    Permission.PASSHOLDER_COUPONS_READ: Text("Coupons van pashouders opvragen", en="Read coupons of passholders"),
    Permission.PERMISSIONS_READ: Text("Rechten opvragen", en="Read permissions"),
    Permission.PERMISSIONS_WRITE: Text("Rechten beheren", en="Manage permissions"),
    Permission.REWARDS_PASSHOLDERS_READ: Text(
        "Voordelen op maat van een pashouder opvragen", en="Read rewards that suit a passholder"
    ),
    Permission.REWARDS_READ: Text("Voordelen opvragen", en="Read rewards"),
    Permission.REWARDS_REDEEM: Text("Voordelen omruilen", en="Redeem rewards"),
    Permission.REWARDS_WRITE: Text("Voordelen beheren", en="Manage rewards"),
    Permission.SOCIALTARIFF_EXPORT: Text("Lijst van kansentarieven opvragen", en="Export social tariffs"),
    Permission.TARIFFS_READ: Text("Tarieven opvragen", en="Read tariffs"),
    Permission.TICKETSALES_REGISTER: Text("Ticketsales registreren", en="Register ticket sales"),
    Permission.TICKETSALES_SEARCH: Text("Ticketsales zoeken", en="Search ticket sales"),
}
