"""The chain of who processes for whom holds at every moment, and each manager sees its own part of it."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.refusal import Refusal
from openpas.identity.models import Manager, ProcessingRole, User
from openpas.identity.processing.chain import Subject
from openpas.identity.processing.queries import candidates, gaps_of, register_of
from openpas.identity.processing.refusals import (
    AgreedInTheFuture,
    AgreementMissing,
    AlreadyRecorded,
    EndedTooEarly,
    EndedTwice,
    NeededBelow,
    NobodyAbove,
    RoleImpossible,
)
from openpas.identity.processing.rules import Party, Role
from openpas.identity.processing.service import Agreement, end_role, record_role
from openpas.identity.processing.sheets import as_csv, as_workbook
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.records.models import AuditLine
from openpas.runtime import clock

TODAY = date(2026, 5, 4)
INSTALLATION = Actor("system:test", ActorKind.SYSTEM)
pytestmark = pytest.mark.time_machine(datetime(2026, 5, 4, 12, tzinfo=UTC), tick=False)


def actor_of(user: User) -> Actor:
    return Actor(f"user:{user.pk}", ActorKind.STAFF)


def record(
    subject: Subject, role: Role, text: str = "Map 12", agreed_on: date = TODAY, by: Actor = INSTALLATION
) -> ProcessingRole:
    return record_role(by, subject, Agreement(role, text, agreed_on))


def gent(cast: Cast) -> Subject:
    return Subject(Party.REGION, cast.gent.pk)


def theatre(cast: Cast) -> Subject:
    return Subject(Party.ORGANIZER, cast.theatre.pk)


def vendor(cast: Cast) -> Subject:
    return Subject(Party.CLIENT, cast.desk_client.pk)


@pytest.fixture
def chain(cast: Cast) -> list[ProcessingRole]:
    """The region of Gent, its theatre and the theatre's software."""
    return [
        record(gent(cast), Role.PROCESSOR),
        record(theatre(cast), Role.SUB_PROCESSOR),
        record(vendor(cast), Role.SUB_SUB_PROCESSOR, " =HYPERLINK(1) "),
    ]


def test_from_top_to_bottom(cast: Cast, chain: list[ProcessingRole]) -> None:
    assert [(one.name, one.role, one.works_for) for one in register_of(INSTALLATION)] == [
        ("UiTPAS Regio Gent", Role.PROCESSOR, ()),
        ("Theater De Vlieger", Role.SUB_PROCESSOR, ("UiTPAS Regio Gent",)),
        ("Kassasoftware van het theater", Role.SUB_SUB_PROCESSOR, ("Theater De Vlieger",)),
    ]
    lines = AuditLine.objects.filter(action="processing_role.record").values_list("subject", "details")
    assert dict(lines) == {f"processing_role:{one.pk}": {"role": str(one.role)} for one in chain}


def test_nobody_works_for_nobody(cast: Cast) -> None:
    for subject, role in ((theatre(cast), Role.SUB_PROCESSOR), (vendor(cast), Role.SUB_SUB_PROCESSOR)):
        with pytest.raises(NobodyAbove):
            record(subject, role)
    record(gent(cast), Role.PROCESSOR)
    with pytest.raises(NobodyAbove):
        record(vendor(cast), Role.SUB_SUB_PROCESSOR)
    assert ProcessingRole.objects.count() == 1


def test_an_organizer_of_another_region_is_not_above(cast: Cast, chain: list[ProcessingRole]) -> None:
    with pytest.raises(NobodyAbove):
        record(Subject(Party.CLIENT, cast.stranger_client.pk), Role.SUB_SUB_PROCESSOR)


def test_a_region_is_also_a_controller_for_its_own_systems(cast: Cast) -> None:
    record(gent(cast), Role.PROCESSOR)
    record(gent(cast), Role.CONTROLLER)
    assert [one.role for one in register_of(INSTALLATION)] == [Role.CONTROLLER, Role.PROCESSOR]


def test_software_of_a_region_and_of_the_programme(cast: Cast) -> None:
    record(vendor(cast), Role.PROCESSOR)
    with pytest.raises(NobodyAbove):
        record(vendor(cast), Role.SUB_PROCESSOR)
    record(gent(cast), Role.PROCESSOR)
    record(vendor(cast), Role.SUB_PROCESSOR)


@pytest.mark.parametrize(
    ("party", "role", "text", "day", "refusal"),
    [
        (Party.REGION, Role.SUB_PROCESSOR, "Map 12", TODAY, RoleImpossible),
        (Party.ORGANIZER, Role.CONTROLLER, "Map 12", TODAY, RoleImpossible),
        (Party.REGION, Role.PROCESSOR, " ", TODAY, AgreementMissing),
        (Party.REGION, Role.PROCESSOR, "Map 12", date(2026, 5, 5), AgreedInTheFuture),
    ],
)
def test_what_is_no_line_of_the_register(
    cast: Cast, party: Party, role: Role, text: str, day: date, refusal: type[Refusal]
) -> None:
    subject = gent(cast) if party is Party.REGION else theatre(cast)
    with pytest.raises(refusal):
        record(subject, role, text, day)
    assert not ProcessingRole.objects.exists()
    assert not AuditLine.objects.filter(action__startswith="processing_role.").exists()


def test_recorded_once_until_it_ends(cast: Cast) -> None:
    first = record(gent(cast), Role.PROCESSOR)
    with pytest.raises(AlreadyRecorded):
        record(gent(cast), Role.PROCESSOR)
    with pytest.raises(EndedTooEarly):
        end_role(INSTALLATION, first.pk, date(2026, 5, 3))
    end_role(INSTALLATION, first.pk, TODAY)
    with pytest.raises(EndedTwice):
        end_role(INSTALLATION, first.pk, TODAY)
    record(gent(cast), Role.PROCESSOR, "Map 13")
    assert [(one.agreement, one.ended_on) for one in register_of(INSTALLATION)] == [("Map 13", None), ("Map 12", TODAY)]


def test_nothing_ends_under_others(cast: Cast, chain: list[ProcessingRole]) -> None:
    region, organizer, software = chain
    for role in (region, organizer):
        with pytest.raises(NeededBelow) as refused:
            end_role(INSTALLATION, role.pk, TODAY)
        assert refused.value.details == {"count": 1}
    for role in (software, organizer, region):
        end_role(INSTALLATION, role.pk, TODAY)


def test_another_region_may_take_over(cast: Cast, chain: list[ProcessingRole]) -> None:
    cast.theatre.card_systems.add(cast.dender)
    record(Subject(Party.REGION, cast.dender.pk), Role.PROCESSOR)
    end_role(INSTALLATION, chain[0].pk, TODAY)


def test_each_its_own_part(cast: Cast, chain: list[ProcessingRole]) -> None:
    Manager.objects.create(user=cast.greet, card_system=cast.gent, since=clock.now())
    Manager.objects.create(user=cast.farid, card_system=cast.dender, since=clock.now())
    assert len(register_of(actor_of(cast.greet))) == 3
    assert register_of(actor_of(cast.farid)) == []
    for stranger in (actor_of(cast.dirk), Actor("client:cast-admin", ActorKind.CLIENT)):
        with pytest.raises(NotTheirRegion):
            register_of(stranger)
        with pytest.raises(NotTheirRegion):
            gaps_of(stranger)
    club = Subject(Party.ORGANIZER, cast.club.pk)
    record(club, Role.SUB_PROCESSOR, by=actor_of(cast.greet))
    for subject, role in ((gent(cast), Role.CONTROLLER), (vendor(cast), Role.SUB_PROCESSOR)):
        with pytest.raises(NotTheirRegion):
            record(subject, role, by=actor_of(cast.greet))
    with pytest.raises(NotTheirRegion):
        record(Subject(Party.ORGANIZER, cast.town_hall.pk), Role.SUB_PROCESSOR, by=actor_of(cast.farid))
    with pytest.raises(NotTheirRegion):
        end_role(actor_of(cast.farid), chain[2].pk, TODAY)


def test_who_is_missing(cast: Cast, chain: list[ProcessingRole]) -> None:
    Manager.objects.create(user=cast.greet, card_system=cast.gent, since=clock.now())
    assert [one.name for one in gaps_of(INSTALLATION)] == [
        "UiTPAS Dender",
        "Cultuurhuis De Denderkade",
        "SK Muide",
        "Stad Gent, dienst Vrije Tijd",
        "Beheer",
        "Kassasoftware in Aalst",
    ]
    assert [one.name for one in gaps_of(actor_of(cast.greet))] == ["SK Muide", "Stad Gent, dienst Vrije Tijd"]
    assert [one.name for one in candidates(actor_of(cast.greet), Party.REGION)] == ["UiTPAS Regio Gent"]


def test_as_a_file(cast: Cast, chain: list[ProcessingRole]) -> None:
    entries = register_of(INSTALLATION)
    [head, *rows] = csv.reader(StringIO(as_csv(entries, "nl").decode("utf-8-sig")), delimiter=";")
    assert head == ["Soort", "Naam", "Rol", "Werkt voor", "Overeenkomst", "Sinds", "Tot"]
    assert rows == [
        ["Regio", "UiTPAS Regio Gent", "Verwerker", "", "Map 12", "04/05/2026", ""],
        ["Organisator", "Theater De Vlieger", "Subverwerker", "UiTPAS Regio Gent", "Map 12", "04/05/2026", ""],
        [
            "Software",
            "Kassasoftware van het theater",
            "Sub-subverwerker",
            "Theater De Vlieger",
            "'=HYPERLINK(1)",
            "04/05/2026",
            "",
        ],
    ]
    sheet = load_workbook(BytesIO(as_workbook(entries, "fr"))).active
    assert [cell.value for cell in sheet[1]][:3] == ["Type", "Nom", "Rôle"]
    assert [cell.value for cell in sheet[4]][:3] == [
        "Logiciel",
        "Kassasoftware van het theater",
        "Sous-traitant de troisième rang",
    ]
    assert sheet["E4"].data_type == "s"
