"""Refused in families, at schools and in associations."""

from functools import partial

from openpas.demo.cast import AMINA, BART
from openpas.passholders.families.service import add_family_member
from tests.api.refusals.scenario import Ask, World, refused
from tests.passholders.associating import STAFF, YOUTH, associations
from tests.passholders.conftest import ALL
from tests.passholders.household import GROWN, number_of, somebody

SCHOOL = f"/passholders/{AMINA.public_id}/school"
MEMBERSHIPS = f"/passholders/{AMINA.public_id}/association-memberships?organizerId=cast-theatre"


def _joining_bart(world: World, number: str) -> Ask:
    body = {"uitpasNumber": number}
    return partial(world.admin.send, "POST", f"/passholders/{BART.public_id}/family-members", body)


@refused("uitpas/family-member-already-added")
def joining_twice(world: World) -> Ask:
    add_family_member(ALL, world.cast.bart, world.cast.amina)
    return _joining_bart(world, world.cast.amina_number)


@refused("uitpas/too-many-adults-in-family")
def a_third_adult(world: World) -> Ask:
    add_family_member(ALL, world.cast.bart, world.cast.amina)
    return _joining_bart(world, number_of(somebody(world.cast, "Wim", GROWN)))


@refused("uitpas/too-many-family-members")
def an_eleventh_person(world: World) -> Ask:
    for position in range(9):
        add_family_member(ALL, world.cast.bart, somebody(world.cast, f"Kind {position}"))
    return _joining_bart(world, number_of(somebody(world.cast, "Zoë")))


@refused("uitpas/school-not-found")
def a_theatre_as_a_school(world: World) -> Ask:
    return partial(world.admin.send, "PUT", SCHOOL, {"id": "cast-theatre"})


@refused("uitpas/school-not-found", 404)
def the_school_of_who_has_none(world: World) -> Ask:
    return partial(world.admin.get, SCHOOL)


@refused("uitpas/association-not-found")
def an_association_that_is_not_there(world: World) -> Ask:
    return partial(world.admin.send, "POST", MEMBERSHIPS, {"association": {"id": "nowhere"}})


@refused("uitpas/association-membership-renew-not-possible")
def too_old_for_the_youth_council(world: World) -> Ask:
    _, youth, _ = associations(world.cast)
    youth.age_limit = 30
    youth.save()
    return partial(world.admin.send, "POST", MEMBERSHIPS, {"association": {"id": str(YOUTH)}})


@refused("uitpas/association-passholder-cardsystem-mismatch")
def staff_of_another_region(world: World) -> Ask:
    _, _, staff = associations(world.cast)
    staff.card_systems.set([world.cast.dender])
    return partial(world.admin.send, "POST", MEMBERSHIPS, {"association": {"id": str(STAFF)}})
