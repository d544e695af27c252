"""SocZek.GeefSociaalStatuut 03.00: which social statuses a person has (domain/rules.md 6.3)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from lxml import etree

from openpas.entitlement.providers.magda.connection import MagdaConnection
from openpas.entitlement.providers.magda.envelope import Service, UnknownNumber
from openpas.entitlement.providers.magda.xml import Element, add, day_at, text_at
from openpas.entitlement.statuses import (
    HeldStatute,
    Outcome,
    SourceSilent,
    StatusAnswer,
    StatutePeriod,
    WantedStatute,
)
from openpas.foundation.calendar import age_on, brussels_day
from openpas.foundation.identifiers import insz_birth_date

SERVICE: Final = Service(
    "GeefSociaalStatuut", "03.00.0000", "http://magda.vlaanderen.be/soczek/soap/geefsociaalstatuut/v03_00"
)
APPLIES: Final = "1"
DOES_NOT_APPLY: Final = "0"
MOST_STATUTES: Final = 8
MOST_POSTAL_CODES: Final = 1000
MOST_PARAMETERS: Final = 8


class MagdaStatusSource:
    """Asks for the statutes that count in one card system."""

    def __init__(self, connection: MagdaConnection, wanted: Sequence[WantedStatute]) -> None:
        """Raises ValueError where the question would be larger than the service takes."""
        if not 1 <= len(wanted) <= MOST_STATUTES:
            raise ValueError(f"ask for 1 to {MOST_STATUTES} statutes")
        if any(len(one.postal_codes) > MOST_POSTAL_CODES or len(one.parameters) > MOST_PARAMETERS for one in wanted):
            raise ValueError("a statute has too many postal codes or parameters")
        self._connection = connection
        self._wanted = tuple(wanted)

    def ask(self, insz: str, moment: datetime, reason: str) -> StatusAnswer:
        """Ask for the statutes that somebody of this age can have; for none of them there is nothing to ask."""
        day = brussels_day(moment)
        wanted = [one for one in self._wanted if _is_of_age(one, insz, day)]
        if not wanted:
            return StatusAnswer(Outcome.NOT_ENTITLED)
        try:
            answered = self._connection.ask(SERVICE, lambda: criteria(insz, wanted, day), moment, reason)
            return answer_in(answered.content, insz, {one.name for one in wanted}, answered.reference)
        except UnknownNumber as unknown:
            return StatusAnswer(Outcome.UNKNOWN_PERSON, code=unknown.code, diagnosis=unknown.diagnosis)
        except SourceSilent as silent:
            outcome = Outcome.UNAVAILABLE if silent.is_temporary else Outcome.REFUSED
            return StatusAnswer(outcome, code=silent.code, diagnosis=silent.diagnosis)


def criteria(insz: str, wanted: Iterable[WantedStatute], day: date) -> Element:
    """The `Criteria` of a question about one person on one day."""
    root = etree.Element("Criteria")
    add(root, "INSZ", insz)
    statutes = add(root, "SocialeStatuten")
    for one in wanted:
        _add_statute(statutes, one, day)
    return root


def answer_in(content: Element, insz: str, names: set[str], reference: str) -> StatusAnswer:
    """What the content of an answer says. An answer about somebody or something else is none.

    Raises SourceSilent; a status of the person instead of statutes means that the source could not look.
    """
    found = {text_at(one, "Naam"): one for one in _statutes_of(content, insz).iterfind("SociaalStatuut")}
    codes = {name: text_at(one, "Resultaat/Code") for name, one in found.items() if name in names}
    held = tuple(_held(name, found[name]) for name, code in codes.items() if code == APPLIES)
    if held:
        return StatusAnswer(Outcome.ENTITLED, held, reference)
    if set(codes) != names or set(codes.values()) != {DOES_NOT_APPLY}:
        raise SourceSilent("unknown-code", "neither 0 nor 1 for every statute", is_temporary=False)
    return StatusAnswer(Outcome.NOT_ENTITLED, reference=reference)


def _statutes_of(content: Element, insz: str) -> Element:
    person = content.find("Persoon")
    if person is None or text_at(person, "INSZ") != insz:
        raise SourceSilent("no-answer", "the answer is about somebody else")
    statutes = person.find("SocialeStatuten")
    if statutes is None:
        raise SourceSilent(text_at(person, "Status/Code") or "no-answer", "no statutes", is_temporary=False)
    return statutes


def _add_statute(parent: Element, wanted: WantedStatute, day: date) -> None:
    statute = add(parent, "SociaalStatuut")
    add(statute, "Naam", wanted.name)
    add(add(statute, "Datum"), "Datum", day.isoformat())
    if wanted.location:
        add(add(statute, "Locatie"), "Naam", wanted.location)
    elif wanted.postal_codes:
        codes = add(add(statute, "Locatie"), "Postcodes")
        for postal_code in wanted.postal_codes:
            add(codes, "Postcode", postal_code)
    if wanted.minimum_age is not None or wanted.maximum_age is not None:
        _add_age(add(statute, "Leeftijd"), wanted)
    if wanted.parameters:
        parameters = add(statute, "Parameters")
        for name, value in wanted.parameters:
            parameter = add(parameters, "Parameter")
            add(parameter, "Naam", name)
            add(parameter, "Waarde", value)


def _add_age(age: Element, wanted: WantedStatute) -> None:
    if wanted.minimum_age is not None:
        add(age, "Minimum", str(wanted.minimum_age))
    if wanted.maximum_age is not None:
        add(age, "Maximum", str(wanted.maximum_age))


def _held(name: str, statute: Element) -> HeldStatute:
    """`Details` are left where they are: nobody needs them, and what is not kept cannot leak (6.4)."""
    return HeldStatute(
        name,
        tuple(
            StatutePeriod(begins_on, day_at(period, "Einddatum"))
            for period in statute.iterfind("Periodes/Periode")
            if (begins_on := day_at(period, "Begindatum")) is not None
        ),
        text_at(statute, "Status/Code"),
    )


def _is_of_age(wanted: WantedStatute, insz: str, day: date) -> bool:
    born = insz_birth_date(insz)
    if born is None:
        return True
    age = age_on(born, day)
    return (wanted.minimum_age or 0) <= age and (wanted.maximum_age is None or age <= wanted.maximum_age)
