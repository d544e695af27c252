"""The messages that MAGDA answers with, element by element (domain/rules.md 6.3)."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import uuid4

from lxml import etree

from openpas.entitlement.doubles.people import Known
from openpas.entitlement.providers.magda.envelope import Service
from openpas.entitlement.providers.magda.xml import SOAP, Element, add, text_at, write_xml
from openpas.foundation.calendar import BRUSSELS, age_on, brussels_day
from openpas.runtime import clock
from openpas.runtime.double_server import Answer

_HEADERS: Final = {"Content-Type": "text/xml; charset=utf-8"}
_PERIOD: Final = ("2024-01-01", "2030-01-01")


def fault(code: str, text: str) -> Answer:
    """A SOAP 1.1 fault."""
    envelope, body = _envelope()
    fault = etree.SubElement(body, f"{{{SOAP}}}Fault")
    add(fault, "faultcode", f"soapenv:{code}")
    add(fault, "faultstring", text)
    return Answer(500, write_xml(envelope), _HEADERS)


def answer(service: Service, reference: str, asked_by: str, content: Element) -> Answer:
    """The answer to a question; `content` is `Inhoud` or `Uitzonderingen`."""
    envelope, body = _envelope()
    response = etree.SubElement(body, f"{{{service.namespace}}}{service.name}Response")
    reply = add(response, "Repliek")
    _add_context(reply, service, reference, asked_by)
    one = add(add(reply, "Antwoorden"), "Antwoord")
    add(one, "Referte", reference)
    one.append(content)
    return Answer(200, write_xml(envelope), _HEADERS)


def exceptional(code: str, origin: str, kind: str, diagnosis: str) -> Element:
    """One `Uitzondering`."""
    now = clock.now().astimezone(BRUSSELS)
    one = etree.Element("Uitzondering")
    add(one, "Identificatie", code)
    add(one, "Oorsprong", origin)
    add(one, "Type", kind)
    at = add(one, "Tijdstip")
    add(at, "Datum", now.date().isoformat())
    add(at, "Tijd", now.time().isoformat(timespec="milliseconds"))
    add(one, "Diagnose", diagnosis)
    return one


def exceptions(*found: Element) -> Element:
    """`Uitzonderingen`."""
    root = etree.Element("Uitzonderingen")
    root.extend(found)
    return root


def statuses_of(person: Known, criteria: Element) -> Element:
    """The content for GeefSociaalStatuut: every statute that was asked, code 1 or 0; an unknown one is 0."""
    content = etree.Element("Inhoud")
    root = add(content, "Persoon")
    add(root, "INSZ", person.insz)
    told = add(root, "SocialeStatuten")
    for asked in criteria.iterfind("SocialeStatuten/SociaalStatuut"):
        _add_statute(told, text_at(asked, "Naam"), applies=_applies(person, asked))
    return content


def household_of(person: Known, people: Mapping[str, Known]) -> Element:
    """The content for GeefGezinssamenstelling: the person as head of the household, then the children."""
    content = etree.Element("Inhoud")
    members = add(content, "Gezinsleden")
    _add_member(members, person, "01", "gezinshoofd")
    for child in _known(person.children, people):
        _add_member(members, child, "03", "zoon/dochter")
    return content


def _known(numbers: Iterable[str], people: Mapping[str, Known]) -> Iterable[Known]:
    return (people[insz] for insz in numbers if insz in people)


def _applies(person: Known, asked: Element) -> bool:
    age = age_on(person.born_on, brussels_day(clock.now()))
    lowest, highest = text_at(asked, "Leeftijd/Minimum"), text_at(asked, "Leeftijd/Maximum")
    postal_codes = {str(one.text) for one in asked.iterfind("Locatie/Postcodes/Postcode")}
    return (
        text_at(asked, "Naam") in person.statutes
        and (not lowest or int(lowest) <= age)
        and (not highest or age <= int(highest))
        and (not postal_codes or person.postal_code in postal_codes)
    )


def _add_statute(parent: Element, name: str, *, applies: bool) -> None:
    statute = add(parent, "SociaalStatuut")
    add(statute, "Naam", name)
    result = add(statute, "Resultaat")
    add(result, "Code", "1" if applies else "0")
    add(result, "Omschrijving", "Van toepassing" if applies else "Niet van toepassing")
    if applies:
        period = add(add(statute, "Periodes"), "Periode")
        add(period, "Begindatum", _PERIOD[0])
        add(period, "Einddatum", _PERIOD[1])


def _add_member(parent: Element, person: Known, position: str, words: str) -> None:
    member = add(parent, "Gezinslid")
    add(member, "INSZ", person.insz)
    name = add(member, "Naam")
    add(add(name, "Achternamen"), "Achternaam", person.family_name)
    given = add(name, "Voornamen")
    for one in person.given_names:
        add(given, "Voornaam", one)
    add(member, "Geboortedatum", person.born_on.isoformat())
    place = add(member, "Positie")
    add(place, "Code", position)
    add(place, "Omschrijving", words)
    home = add(add(member, "Adressen"), "Hoofdverblijfplaats")
    add(add(home, "Straatnaam"), "String", person.street)
    add(home, "Huisnummer", person.number)
    add(add(home, "Gemeentenaam"), "String", person.city)
    add(home, "Postcode", person.postal_code)


def _envelope() -> tuple[Element, Element]:
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    return envelope, etree.SubElement(envelope, f"{{{SOAP}}}Body")


def _add_context(reply: Element, service: Service, reference: str, asked_by: str) -> None:
    now = clock.now().astimezone(BRUSSELS)
    context = add(reply, "Context")
    add(context, "Naam", service.name)
    add(context, "Versie", service.version)
    message = add(context, "Bericht")
    add(message, "Type", "ANTWOORD")
    at = add(message, "Tijdstip")
    add(at, "Datum", now.date().isoformat())
    add(at, "Tijd", now.time().isoformat(timespec="milliseconds"))
    by = add(message, "Afzender")
    add(by, "Identificatie", "vip.vlaanderen.be")
    add(by, "Naam", "MagdaGateway")
    add(by, "Referte", str(uuid4()))
    to = add(message, "Ontvanger")
    add(to, "Identificatie", asked_by)
    add(to, "Referte", reference)
