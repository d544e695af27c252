"""Persoon.GeefGezinssamenstelling 02.02: who lives with a person, from the national register."""

from datetime import date, datetime
from typing import Final

from lxml import etree

from openpas.entitlement.providers.magda.connection import MagdaConnection
from openpas.entitlement.providers.magda.envelope import Service, UnknownNumber
from openpas.entitlement.providers.magda.xml import Element, add, day_at, text_at
from openpas.entitlement.statuses import Household, RegisteredPerson
from openpas.foundation.calendar import age_on, brussels_day

SERVICE: Final = Service(
    "GeefGezinssamenstelling", "02.02.0000", "http://magda.vlaanderen.be/persoon/soap/geefgezinssamenstelling/v02_02"
)
PARENTS: Final = frozenset({"01", "02"})
"""`Positie` of the head of the household and of the partner: the children of the household are theirs."""

CHILD: Final = "03"
OF_AGE: Final = 18


class MagdaHouseholdSource:
    """Knows names, address and children of a person."""

    def __init__(self, connection: MagdaConnection) -> None:
        self._connection = connection

    def household(self, insz: str, moment: datetime, reason: str) -> Household:
        """The person and, when it is head of the household or partner, the children below eighteen."""
        try:
            answered = self._connection.ask(SERVICE, lambda: _criteria(insz), moment, reason)
        except UnknownNumber:
            return Household(None)
        return household_in(answered.content, insz, brussels_day(moment))


def household_in(content: Element, insz: str, day: date) -> Household:
    """What the content of an answer says about this person."""
    members = list(content.iterfind("Gezinsleden/Gezinslid"))
    own = next((one for one in members if text_at(one, "INSZ") == insz), None)
    if own is None:
        return Household(None)
    children = [one for one in members if _is_child(one, day)] if text_at(own, "Positie/Code") in PARENTS else []
    return Household(_person(own), tuple(_person(one) for one in children))


def _criteria(insz: str) -> Element:
    root = etree.Element("Criteria")
    add(root, "INSZ", insz)
    return root


def _is_child(member: Element, day: date) -> bool:
    born = day_at(member, "Geboortedatum")
    return text_at(member, "Positie/Code") == CHILD and born is not None and age_on(born, day) < OF_AGE


def _person(member: Element) -> RegisteredPerson:
    names = [str(name.text or "").strip() for name in member.iterfind("Naam/Achternamen/Achternaam")]
    home = "Adressen/Hoofdverblijfplaats"
    number = text_at(member, f"{home}/Huisnummer")
    box = text_at(member, f"{home}/Busnummer")
    street = " ".join(filter(None, (text_at(member, f"{home}/Straatnaam/String"), number, box and f"bus {box}")))
    return RegisteredPerson(
        insz=text_at(member, "INSZ"),
        family_name=" ".join(filter(None, names)),
        given_name=text_at(member, "Naam/Voornamen/Voornaam"),
        street=street,
        postal_code=text_at(member, f"{home}/Postcode"),
        city=text_at(member, f"{home}/Gemeentenaam/String"),
    )
