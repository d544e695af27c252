"""What an organizer offers, and with what it does so."""

from typing import Final

from openpas.foundation.permission_words.area import Area
from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text

OFFER: Final = Area(
    title=Text(
        nl="Activiteiten en organisatie",
        fr="Activités et organisation",
        en="Activities and organization",
        de="Aktivitäten und Organisation",
    ),
    words={
        Permission.EVENTS_READ: Text(
            nl="activiteiten bekijken",
            fr="voir les activités",
            en="look at activities",
            de="Aktivitäten ansehen",
        ),
        Permission.EVENTS_READ_ALL: Text(
            nl="activiteiten van iedereen bekijken",
            fr="voir les activités de tous",
            en="look at everybody's activities",
            de="Aktivitäten von allen ansehen",
        ),
        Permission.EVENTS_UPDATE: Text(
            nl="activiteiten aanpassen",
            fr="modifier des activités",
            en="change activities",
            de="Aktivitäten ändern",
        ),
        Permission.EVENTS_UPDATE_ALL: Text(
            nl="activiteiten van iedereen aanpassen",
            fr="modifier les activités de tous",
            en="change everybody's activities",
            de="Aktivitäten von allen ändern",
        ),
        Permission.EVENT_SETTINGS_READ: Text(
            nl="instellingen van activiteiten bekijken",
            fr="voir les réglages des activités",
            en="look at settings of activities",
            de="Einstellungen von Aktivitäten ansehen",
        ),
        Permission.EVENT_SETTINGS_READ_ALL: Text(
            nl="instellingen van alle activiteiten bekijken",
            fr="voir les réglages de toutes les activités",
            en="look at settings of all activities",
            de="Einstellungen aller Aktivitäten ansehen",
        ),
        Permission.EVENT_SETTINGS_UPDATE: Text(
            nl="instellingen van activiteiten aanpassen",
            fr="modifier les réglages des activités",
            en="change settings of activities",
            de="Einstellungen von Aktivitäten ändern",
        ),
        Permission.EVENT_SETTINGS_UPDATE_ALL: Text(
            nl="instellingen van alle activiteiten aanpassen",
            fr="modifier les réglages de toutes les activités",
            en="change settings of all activities",
            de="Einstellungen aller Aktivitäten ändern",
        ),
        Permission.EVENTS_QR_CHECKINCODE: Text(
            nl="QR-spaarcodes downloaden",
            fr="télécharger des codes QR d'épargne",
            en="download QR check-in codes",
            de="QR-Sparcodes herunterladen",
        ),
        Permission.KIOSKS_READ: Text(
            nl="zuilen bekijken",
            fr="voir les bornes",
            en="look at kiosks",
            de="Säulen ansehen",
        ),
        Permission.KIOSKS_WRITE: Text(
            nl="zuilen instellen",
            fr="régler les bornes",
            en="set up kiosks",
            de="Säulen einstellen",
        ),
        Permission.REWARDS_WRITE: Text(
            nl="voordelen maken en aanpassen",
            fr="créer et modifier des avantages",
            en="make and change rewards",
            de="Vorteile anlegen und ändern",
        ),
        Permission.ORGANIZERS_SEARCH: Text(
            nl="organisaties opzoeken",
            fr="chercher des organisations",
            en="look up organizations",
            de="Organisationen suchen",
        ),
        Permission.ORGANIZERS_REPORTS: Text(
            nl="onkostennota's opvragen",
            fr="demander les notes de frais",
            en="get expense reports",
            de="Abrechnungen abfragen",
        ),
        Permission.ORGANIZERS_ADMINS_READ: Text(
            nl="zien wie er werkt",
            fr="voir qui y travaille",
            en="see who works there",
            de="sehen, wer dort arbeitet",
        ),
        Permission.ORGANIZERS_ADMINS_WRITE: Text(
            nl="collega's uitnodigen en verwijderen",
            fr="inviter et retirer des collègues",
            en="invite and remove colleagues",
            de="Kolleginnen und Kollegen einladen und entfernen",
        ),
    },
)
