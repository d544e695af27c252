"""The part that every MAGDA message shares: who asks, when, in what capacity, and what went wrong.

Element names are the service's own (domain/rules.md 6.3).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml import etree

from openpas.entitlement.providers.magda.signature import BODY_ID, WSU
from openpas.entitlement.providers.magda.xml import SOAP, Element, add, text_at
from openpas.entitlement.statuses import SourceSilent
from openpas.foundation.calendar import BRUSSELS

UNKNOWN_NUMBER: Final = "30003"
"""`Onbestaande INSZ`, of the Crossroads Bank."""

TEMPORARY: Final = frozenset({"99996"})
"""`Te veel gelijktijdige bevragingen`: the platform asks us to come back."""

_ERROR: Final = "FOUT"


@dataclass(frozen=True, slots=True)
class Service:
    """A service with its version and the namespace of its one body element."""

    name: str
    version: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks: the identification that was admitted, and the capacity code (`hoedanigheid`) that says for what."""

    identification: str
    capacity: str


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One `Uitzondering` of an answer."""

    code: str
    origin: str
    kind: str
    diagnosis: str

    @property
    def is_error(self) -> bool:
        """Whether there is no answer. WAARSCHUWING and INFORMATIE come beside one."""
        return self.kind == _ERROR


class UnknownNumber(SourceSilent):
    """The source does not know this INSZ."""


def question(service: Service, sender: Sender, reference: str, moment: datetime, criteria: Element) -> Element:
    """The envelope around one question, not signed yet."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP, "wsu": WSU})
    etree.SubElement(envelope, f"{{{SOAP}}}Header")
    body = etree.SubElement(envelope, f"{{{SOAP}}}Body")
    body.set(f"{{{WSU}}}Id", BODY_ID)
    request = etree.SubElement(body, f"{{{service.namespace}}}{service.name}", nsmap={"v": service.namespace})
    asked = add(request, "Verzoek")
    _add_context(asked, service, sender, reference, moment)
    one = add(add(asked, "Vragen"), "Vraag")
    add(one, "Referte", reference)
    add(one, "Inhoud").append(criteria)
    return envelope


def answer_to(root: Element, service: Service, reference: str) -> Element:
    """The `Inhoud` of the answer to our question.

    Raises SourceSilent for a SOAP fault, an error of the platform or an answer to something else; UnknownNumber when
    the source does not know the person.
    """
    fault = root.find(f".//{{{SOAP}}}Fault")
    if fault is not None:
        code = text_at(fault, "faultcode")
        raise SourceSilent(
            code, text_at(fault, "faultstring"), is_temporary=not code.rpartition(":")[2].startswith("Client")
        )
    response = root.find(f"{{{SOAP}}}Body/{{{service.namespace}}}{service.name}Response")
    if response is None:
        raise SourceSilent("no-answer", "the body holds no answer of this service")
    _raise_errors(exceptions_in(response))
    for answer in response.iterfind("Repliek/Antwoorden/Antwoord"):
        content = answer.find("Inhoud")
        if content is not None and text_at(answer, "Referte") == reference:
            return content
    raise SourceSilent("no-answer", "the answer is not to our question")


def exceptions_in(response: Element) -> list[Exceptional]:
    """Every exception, of the message as a whole and of its answers."""
    return [
        Exceptional(
            code=text_at(one, "Identificatie"),
            origin=text_at(one, "Oorsprong"),
            kind=text_at(one, "Type"),
            diagnosis=text_at(one, "Diagnose"),
        )
        for one in response.iterfind(".//Uitzonderingen/Uitzondering")
    ]


def _raise_errors(found: list[Exceptional]) -> None:
    for one in found:
        if one.is_error and one.code == UNKNOWN_NUMBER:
            raise UnknownNumber(one.code, one.diagnosis, is_temporary=False)
        if one.is_error:
            raise SourceSilent(one.code, one.diagnosis, is_temporary=one.code in TEMPORARY)


def _add_context(asked: Element, service: Service, sender: Sender, reference: str, moment: datetime) -> None:
    local = moment.astimezone(BRUSSELS)
    context = add(asked, "Context")
    add(context, "Naam", service.name)
    add(context, "Versie", service.version)
    message = add(context, "Bericht")
    add(message, "Type", "VRAAG")
    at = add(message, "Tijdstip")
    add(at, "Datum", local.date().isoformat())
    add(at, "Tijd", local.time().isoformat(timespec="milliseconds"))
    by = add(message, "Afzender")
    add(by, "Identificatie", sender.identification)
    add(by, "Referte", reference)
    add(by, "Hoedanigheid", sender.capacity)
