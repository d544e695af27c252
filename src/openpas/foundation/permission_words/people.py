"""Passholders: finding, registering and keeping them."""

from typing import Final

from openpas.foundation.permission_words.area import Area
from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text

PEOPLE: Final = Area(
    title=Text(nl="Pashouders", fr="Titulaires", en="Passholders", de="Passinhaberinnen und Passinhaber"),
    words={
        Permission.PASSHOLDERS_SEARCH: Text(
            nl="pashouders van de eigen regio opzoeken",
            fr="chercher des titulaires de sa région",
            en="look up passholders of its own region",
            de="Personen der eigenen Region suchen",
        ),
        Permission.PASSHOLDERS_SEARCH_ALL: Text(
            nl="pashouders van alle regio's opzoeken",
            fr="chercher des titulaires de toutes les régions",
            en="look up passholders of all regions",
            de="Personen aller Regionen suchen",
        ),
        Permission.PASSHOLDERS_WRITE: Text(
            nl="pashouders registreren en hun gegevens aanpassen",
            fr="enregistrer des titulaires et modifier leurs données",
            en="register passholders and change their data",
            de="Personen registrieren und ihre Daten ändern",
        ),
        Permission.PASSHOLDERS_WRITE_SOCIALTARIFF: Text(
            nl="het kansentarief toekennen",
            fr="accorder le tarif réduit",
            en="grant the reduced price",
            de="den Sozialtarif gewähren",
        ),
        Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM: Text(
            nl="het kansentarief toekennen aan inwoners van andere gemeentes van de regio",
            fr="accorder le tarif réduit aux habitants d'autres communes de la région",
            en="grant the reduced price to residents of other municipalities of the region",
            de="den Sozialtarif auch Menschen aus anderen Gemeinden der Region gewähren",
        ),
        Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY: Text(
            nl="pashouders uit het buitenland registreren",
            fr="enregistrer des titulaires de l'étranger",
            en="register passholders from abroad",
            de="Personen aus dem Ausland registrieren",
        ),
        Permission.PASSHOLDERS_UPDATE: Text(
            nl="de school van een pashouder aanpassen",
            fr="modifier l'école d'un titulaire",
            en="change the school of a passholder",
            de="die Schule einer Person ändern",
        ),
        Permission.PASSHOLDERS_DELETE: Text(
            nl="een pashouder verwijderen",
            fr="supprimer un titulaire",
            en="remove a passholder",
            de="eine Person löschen",
        ),
        Permission.PASSHOLDERS_PRIVATE_READ: Text(
            nl="notities over een pashouder lezen",
            fr="lire les notes sur un titulaire",
            en="read notes about a passholder",
            de="Notizen über eine Person lesen",
        ),
        Permission.PASSHOLDERS_PRIVATE_WRITE: Text(
            nl="notities over een pashouder schrijven",
            fr="écrire des notes sur un titulaire",
            en="write notes about a passholder",
            de="Notizen über eine Person schreiben",
        ),
        Permission.PASSHOLDERS_PICTURE_READ: Text(
            nl="de foto van een pashouder bekijken",
            fr="voir la photo d'un titulaire",
            en="look at the picture of a passholder",
            de="das Foto einer Person ansehen",
        ),
        Permission.PASSHOLDERS_PICTURE_WRITE: Text(
            nl="de foto van een pashouder aanpassen",
            fr="modifier la photo d'un titulaire",
            en="change the picture of a passholder",
            de="das Foto einer Person ändern",
        ),
        Permission.PASSHOLDERS_FAMILY_MEMBERS: Text(
            nl="gezinnen samenstellen",
            fr="composer des familles",
            en="put families together",
            de="Familien zusammenstellen",
        ),
        Permission.ASSOCIATIONS: Text(
            nl="leden van verenigingen beheren",
            fr="gérer les membres d'associations",
            en="manage members of associations",
            de="Mitglieder von Vereinen verwalten",
        ),
        Permission.CARDS_READ: Text(
            nl="kaarten in voorraad opzoeken",
            fr="chercher des cartes en stock",
            en="look up cards in stock",
            de="Karten im Vorrat suchen",
        ),
        Permission.MEMBERSHIP_PRICES_READ: Text(
            nl="opvragen wat een UiTPAS kost",
            fr="demander le prix d'une UiTPAS",
            en="look up what a UiTPAS costs",
            de="abfragen, was ein UiTPAS kostet",
        ),
        Permission.ORDERS_CREATE: Text(
            nl="online bestellingen plaatsen",
            fr="passer des commandes en ligne",
            en="place online orders",
            de="online bestellen",
        ),
        Permission.ORDERS_READ: Text(
            nl="online bestellingen bekijken",
            fr="voir les commandes en ligne",
            en="look at online orders",
            de="Online-Bestellungen ansehen",
        ),
        Permission.SOCIALTARIFF_EXPORT: Text(
            nl="de lijst van kansentarieven opvragen",
            fr="demander la liste des tarifs réduits",
            en="get the list of reduced prices",
            de="die Liste der Sozialtarife abfragen",
        ),
    },
)
