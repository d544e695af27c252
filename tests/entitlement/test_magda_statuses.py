"""GeefSociaalStatuut 03.00, every outcome, against the double that speaks it over mutual TLS."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from openpas.entitlement.doubles import magda_answers as answers
from openpas.entitlement.doubles.authority import Authority
from openpas.entitlement.doubles.magda import Trouble, fault, http, saying, sleep
from openpas.entitlement.doubles.people import AMINA, BART, NOOR
from openpas.entitlement.providers.magda import MagdaStatusSource
from openpas.entitlement.providers.magda.signature import SignatureKind
from openpas.entitlement.providers.magda.statuses import SERVICE, answer_in, criteria
from openpas.entitlement.providers.magda.xml import add, text_at
from openpas.entitlement.statuses import (
    HeldStatute,
    Outcome,
    SourceSilent,
    StatusAnswer,
    StatutePeriod,
    WantedStatute,
)
from tests.entitlement.conftest import Magda

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
BIM = WantedStatute("BIM_BVT")
IN_FAMILY = WantedStatute("BIM_BVT_IN_FAMILY", maximum_age=17)
REASON = "online-registration"
NOBODY = "84640618997"


def source(magda: Magda, *wanted: WantedStatute, **changes: object) -> MagdaStatusSource:
    return MagdaStatusSource(magda.connection(**changes), wanted or (BIM, IN_FAMILY))


def test_somebody_with_increased_reimbursement(magda: Magda) -> None:
    answer = source(magda).ask(AMINA.insz, NOW, REASON)
    assert answer == StatusAnswer(
        Outcome.ENTITLED,
        (HeldStatute("BIM_BVT", (StatutePeriod(date(2024, 1, 1), date(2030, 1, 1)),)),),
        magda.double.questions[0].reference,
    )


def test_a_child_has_the_right_through_the_family(magda: Magda) -> None:
    answer = source(magda).ask(NOOR.insz, NOW, REASON)
    assert (answer.outcome, [one.name for one in answer.statutes]) == (Outcome.ENTITLED, ["BIM_BVT_IN_FAMILY"])


def test_somebody_without_a_statute(magda: Magda) -> None:
    answer = source(magda).ask(BART.insz, NOW, REASON)
    assert answer == StatusAnswer(Outcome.NOT_ENTITLED, reference=magda.double.questions[0].reference)


def test_a_statute_that_nobody_knows_is_code_0(magda: Magda) -> None:
    assert source(magda, WantedStatute("NO_SUCH")).ask(AMINA.insz, NOW, REASON).outcome is Outcome.NOT_ENTITLED


def test_an_unknown_person(magda: Magda) -> None:
    answer = source(magda).ask(NOBODY, NOW, REASON)
    assert answer == StatusAnswer(Outcome.UNKNOWN_PERSON, code="30003", diagnosis="Onbestaande INSZ")
    assert magda.double.requests == 1


def test_residence_decides_too(magda: Magda) -> None:
    elsewhere = WantedStatute("BIM_BVT", postal_codes=("9300", "9310"))
    assert source(magda, elsewhere).ask(AMINA.insz, NOW, REASON).outcome is Outcome.NOT_ENTITLED
    here = WantedStatute("BIM_BVT", postal_codes=("9000",))
    assert source(magda, here).ask(AMINA.insz, NOW, REASON).outcome is Outcome.ENTITLED


def test_nothing_is_asked_that_the_age_excludes(magda: Magda) -> None:
    assert source(magda, IN_FAMILY).ask(AMINA.insz, NOW, REASON) == StatusAnswer(Outcome.NOT_ENTITLED)
    assert magda.double.requests == 0


@pytest.mark.parametrize("kind", SignatureKind)
def test_both_signatures_are_understood(magda: Magda, kind: SignatureKind) -> None:
    assert source(magda, signature=kind).ask(AMINA.insz, NOW, REASON).outcome is Outcome.ENTITLED


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (http(503), "http-503"),
        (http(429), "http-429"),
        (fault("Server"), "soapenv:Server"),
        (saying(b"<html>"), "no-xml"),
        (saying(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "no-xml"),
        (saying(b"<a/>"), "no-answer"),
    ],
)
def test_a_temporary_trouble_is_asked_again_and_then_told(magda: Magda, trouble: Trouble, code: str) -> None:
    magda.double.troubles.extend([trouble, trouble])
    assert source(magda).ask(AMINA.insz, NOW, REASON).outcome is Outcome.ENTITLED
    assert magda.double.requests == 3

    magda.double.troubles.extend([trouble] * 3)
    answer = source(magda).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.code, answer.statutes) == (Outcome.UNAVAILABLE, code, ())


@pytest.mark.parametrize(("trouble", "code"), [(http(403), "http-403"), (fault("Client"), "soapenv:Client")])
def test_a_refusal_is_not_asked_again(magda: Magda, trouble: Trouble, code: str) -> None:
    magda.double.troubles.append(trouble)
    answer = source(magda).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.code, magda.double.requests) == (Outcome.REFUSED, code, 1)


def test_a_service_that_is_too_slow(magda: Magda) -> None:
    magda.double.troubles.append(sleep(0.3))
    answer = source(magda, read_seconds=0.05, pauses=()).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.code) == (Outcome.UNAVAILABLE, "ReadTimeout")
    while not magda.double.questions:  # it works on, and the next test must not meet this question
        time.sleep(0.01)


def test_a_service_that_is_not_there(magda: Magda) -> None:
    answer = source(magda, url="https://127.0.0.1:9/", pauses=()).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.code) == (Outcome.UNAVAILABLE, "ConnectError")


def test_the_pauses_are_those_of_the_settings(magda: Magda) -> None:
    waited: list[float] = []
    connection = magda.connection()
    connection._wait = waited.append
    magda.double.troubles.extend([http(503)] * 3)
    MagdaStatusSource(connection, [BIM]).ask(AMINA.insz, NOW, REASON)
    assert waited == [0.5, 2]


@pytest.mark.parametrize(
    ("code", "outcome", "requests"), [("99996", Outcome.UNAVAILABLE, 3), ("20001", Outcome.REFUSED, 1)]
)
def test_an_error_of_the_platform(magda: Magda, code: str, outcome: Outcome, requests: int) -> None:
    found = answers.exceptions(answers.exceptional(code, "MAGDA", "FOUT", "Te veel gelijktijdige bevragingen"))
    magda.double.troubles.extend([lambda: answers.answer(SERVICE, "any", "us", found)] * 3)
    answer = source(magda).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.code, answer.diagnosis) == (outcome, code, "Te veel gelijktijdige bevragingen")
    assert magda.double.requests == requests


def test_an_answer_to_another_question_is_none(magda: Magda) -> None:
    content = answers.statuses_of(AMINA, criteria(AMINA.insz, [BIM], date(2026, 4, 20)))
    magda.double.troubles.append(lambda: answers.answer(SERVICE, "another", "us", content))
    answer = source(magda, pauses=()).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.code) == (Outcome.UNAVAILABLE, "no-answer")


@pytest.mark.parametrize("kind", ["WAARSCHUWING", "INFORMATIE"])
def test_a_warning_comes_beside_an_answer(magda: Magda, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    usual = answers.statuses_of

    def warned(person: object, asked: object) -> object:
        content = usual(person, asked)  # type: ignore[arg-type]
        content.append(answers.exceptions(answers.exceptional("10", "KSZ", kind, "let op")))
        return content

    monkeypatch.setattr(answers, "statuses_of", warned)
    assert source(magda).ask(AMINA.insz, NOW, REASON).outcome is Outcome.ENTITLED


def test_the_question_has_every_element(magda: Magda) -> None:
    wanted = WantedStatute(
        "GENT_PARKING_ADULT",
        postal_codes=("9000", "9030"),
        minimum_age=18,
        maximum_age=99,
        parameters=(("zone", "A"),),
    )
    source(magda, wanted, capacities={REASON: "uitpas-kansentarief"}).ask(AMINA.insz, NOW, REASON)
    asked = magda.double.questions[0]
    assert (asked.sender, asked.capacity, asked.insz) == ("openpas.example.org", "uitpas-kansentarief", AMINA.insz)
    statute = asked.criteria.find("SocialeStatuten/SociaalStatuut")
    assert [child.tag for child in statute] == ["Naam", "Datum", "Locatie", "Leeftijd", "Parameters"]
    assert text_at(statute, "Datum/Datum") == "2026-04-20"
    assert [one.text for one in statute.iterfind("Locatie/Postcodes/Postcode")] == ["9000", "9030"]
    assert (text_at(statute, "Leeftijd/Minimum"), text_at(statute, "Leeftijd/Maximum")) == ("18", "99")
    assert (text_at(statute, "Parameters/Parameter/Naam"), text_at(statute, "Parameters/Parameter/Waarde")) == (
        "zone",
        "A",
    )


def test_a_capacity_that_was_not_admitted(magda: Magda) -> None:
    answer = source(magda, capacities={REASON: "marketing"}).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.diagnosis) == (Outcome.REFUSED, "afzender of hoedanigheid is niet toegelaten")


def test_a_place_has_a_name_or_postal_codes() -> None:
    (statute,) = criteria(
        AMINA.insz, [WantedStatute("BIM_BVT", location="Gent", minimum_age=65)], date(2026, 1, 1)
    ).iterfind("SocialeStatuten/SociaalStatuut")
    assert text_at(statute, "Locatie/Naam") == "Gent"
    assert [child.tag for child in statute.find("Leeftijd")] == ["Minimum"]


def test_a_stranger_with_another_certificate_is_turned_away(magda: Magda, tmp_path: Path) -> None:
    others = Authority.create(tmp_path, "Another authority").issue("stranger")
    answer = source(magda, certificate=others.certificate, key=others.key, pauses=()).ask(AMINA.insz, NOW, REASON)
    assert answer.outcome is Outcome.UNAVAILABLE
    assert magda.double.requests == 0


def test_we_turn_away_a_stranger_that_answers(magda: Magda, tmp_path: Path) -> None:
    other = Authority.create(tmp_path, "Another authority")
    answer = source(magda, authority=other.path, pauses=()).ask(AMINA.insz, NOW, REASON)
    assert (answer.outcome, answer.code, magda.double.requests) == (Outcome.UNAVAILABLE, "ConnectError", 0)


@pytest.mark.parametrize(("count", "many"), [(0, False), (9, False), (1, True)])
def test_a_question_that_the_service_would_not_take(magda: Magda, count: int, many: bool) -> None:  # noqa: FBT001
    postal_codes = ("9000",) * 1001 if many else ()
    with pytest.raises(ValueError, match="statute"):
        MagdaStatusSource(magda.connection(), [WantedStatute("BIM_BVT", postal_codes)] * count)


def _content(*codes: str, insz: str = AMINA.insz) -> etree._Element:
    content = etree.Element("Inhoud")
    person = add(content, "Persoon")
    add(person, "INSZ", insz)
    statutes = add(person, "SocialeStatuten")
    for number, code in enumerate(codes):
        statute = add(statutes, "SociaalStatuut")
        add(statute, "Naam", f"S{number}")
        add(add(statute, "Resultaat"), "Code", code)
        add(add(statute, "Status"), "Code", f"SSH{number}")
    return content


def test_one_statute_of_several_is_enough() -> None:
    answer = answer_in(_content("0", "1"), AMINA.insz, {"S0", "S1"}, "r")
    assert answer == StatusAnswer(Outcome.ENTITLED, (HeldStatute("S1", (), "SSH1"),), "r")


def _of_the_person() -> etree._Element:
    content = etree.Element("Inhoud")
    person = add(content, "Persoon")
    add(person, "INSZ", AMINA.insz)
    add(add(person, "Status"), "Code", "SSH00047")
    return content


@pytest.mark.parametrize(
    ("content", "code", "is_temporary"),
    [
        (lambda: _content("7"), "unknown-code", False),
        (_content, "unknown-code", False),
        (_of_the_person, "SSH00047", False),
        (lambda: _content("1", insz=BART.insz), "no-answer", True),
        (lambda: etree.Element("Inhoud"), "no-answer", True),
    ],
)
def test_what_says_nothing_is_never_a_no(
    content: Callable[[], etree._Element],
    code: str,
    is_temporary: bool,  # noqa: FBT001
) -> None:
    with pytest.raises(SourceSilent) as silent:
        answer_in(content(), AMINA.insz, {"S0"}, "r")
    assert (silent.value.code, silent.value.is_temporary) == (code, is_temporary)
