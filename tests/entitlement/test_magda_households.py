"""GeefGezinssamenstelling 02.02: names, address and children."""

from datetime import UTC, date, datetime

import pytest

from openpas.entitlement.doubles import magda_answers as answers
from openpas.entitlement.doubles.magda import http
from openpas.entitlement.doubles.people import HILDE, IVO, PEOPLE, SAMI
from openpas.entitlement.providers.magda import MagdaHouseholdSource
from openpas.entitlement.providers.magda.households import household_in
from openpas.entitlement.providers.magda.xml import add
from openpas.entitlement.statuses import Household, RegisteredPerson, SourceSilent
from tests.entitlement.conftest import Magda

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)


def test_a_mother_with_two_children(magda: Magda) -> None:
    found = MagdaHouseholdSource(magda.connection()).household(HILDE.insz, NOW, "online-registration")
    assert found.person == RegisteredPerson("85031200286", "Hermans", "Hilde", "Kattenberg 1", "9000", "Gent")
    assert [(one.given_name, one.family_name, one.insz) for one in found.children] == [
        ("Noor", "Haddad", "15060400270"),
        ("Sami", "Haddad", "18092100133"),
    ]


def test_somebody_alone_and_somebody_unknown(magda: Magda) -> None:
    source = MagdaHouseholdSource(magda.connection())
    assert source.household(IVO.insz, NOW, "").children == ()
    assert source.household("84640618997", NOW, "") == Household(None)


def test_a_register_that_is_silent(magda: Magda) -> None:
    magda.double.troubles.append(http(503))
    with pytest.raises(SourceSilent):
        MagdaHouseholdSource(magda.connection(pauses=())).household(IVO.insz, NOW, "")


def test_a_child_grows_up_and_has_no_children_of_its_own() -> None:
    content = answers.household_of(HILDE, PEOPLE)
    grown = household_in(content, HILDE.insz, date(2036, 9, 20))
    assert [one.given_name for one in grown.children] == ["Sami"]
    assert household_in(content, HILDE.insz, date(2036, 9, 21)).children == ()
    assert household_in(content, SAMI.insz, date(2026, 1, 1)).children == ()


def test_a_box_is_part_of_the_street() -> None:
    content = answers.household_of(IVO, PEOPLE)
    add(content.find("Gezinsleden/Gezinslid/Adressen/Hoofdverblijfplaats"), "Busnummer", "2A")
    person = household_in(content, IVO.insz, date(2026, 1, 1)).person
    assert person is not None
    assert person.street == "Voorbeeldstraat 1 bus 2A"
