"""Two people at once: the last ADMIN, the last manager, an invitation that is accepted twice."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from openpas.demo.accounts import manager
from openpas.demo.cast import create_cast
from openpas.foundation.refusal import Refusal
from openpas.identity import admins
from openpas.identity.actors import actor_of_user
from openpas.identity.models import DeskGroup, Manager, OrganizerAdmin, User
from openpas.identity.staff import groups, invitations, managers

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*work: Callable[[], object]) -> list[str]:
    """What comes of each: "done", or the name of the refusal."""
    together, outcomes = Barrier(len(work)), list[str]()

    def run(one: Callable[[], object]) -> None:
        together.wait()
        try:
            one()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_admins_who_remove_each_other() -> None:
    cast = create_cast()
    OrganizerAdmin.objects.create(organizer=cast.club, user=cast.dirk, type="ADMIN")
    dirk, farid = actor_of_user(cast.dirk.pk, None), actor_of_user(cast.farid.pk, None)
    outcomes = at_once(
        lambda: admins.remove_admin(dirk, "cast-club", cast.farid.subject),
        lambda: admins.remove_admin(farid, "cast-club", cast.dirk.subject),
    )
    assert outcomes[1] == "done"
    assert outcomes[0] in ("LastAdminStays", "PermissionMissing")
    assert OrganizerAdmin.objects.filter(organizer=cast.club, type="ADMIN").count() == 1


def test_two_admins_who_become_members() -> None:
    cast = create_cast()
    OrganizerAdmin.objects.create(organizer=cast.club, user=cast.dirk, type="ADMIN")
    dirk, farid = actor_of_user(cast.dirk.pk, None), actor_of_user(cast.farid.pk, None)
    member = OrganizerAdmin.Type.MEMBER
    outcomes = at_once(
        lambda: admins.change_type(dirk, "cast-club", cast.dirk.subject, member),
        lambda: admins.change_type(farid, "cast-club", cast.farid.subject, member),
    )
    assert outcomes == ["LastAdminStays", "done"]


def test_two_managers_of_the_whole_who_remove_each_other() -> None:
    create_cast()
    one, other = (manager(name, f"{name}@example.org", None) for name in ("ibrahim", "jana"))
    first, second = actor_of_user(one.pk, None), actor_of_user(other.pk, None)
    outcomes = at_once(
        lambda: managers.remove(first, other.manages.get().pk),
        lambda: managers.remove(second, one.manages.get().pk),
    )
    assert Manager.objects.filter(card_system=None).count() == 1
    assert "done" in outcomes


def test_an_invitation_that_is_accepted_twice() -> None:
    cast = create_cast()
    farid = actor_of_user(cast.farid.pk, None)
    made = invitations.invite(farid, "nina@example.org", organizer=cast.club)
    outcomes = at_once(
        lambda: invitations.accept(made, "Nina", "een-fiets-vol-appels-9", "nl"),
        lambda: invitations.accept(made, "Somebody else", "een-kar-vol-peren-8", "fr"),
    )
    assert outcomes == ["InvitationGone", "done"]
    nina = User.objects.get(email="nina@example.org")
    assert nina.check_password("een-fiets-vol-appels-9") is (nina.name == "Nina")


def test_two_who_invite_the_same_person_at_once() -> None:
    cast = create_cast()
    farid = actor_of_user(cast.farid.pk, None)
    invited = [lambda: invitations.invite(farid, "nina@example.org", organizer=cast.club)] * 2
    assert at_once(*invited) == ["done", "done"]
    assert OrganizerAdmin.objects.filter(user__email="nina@example.org").count() == 1


def test_a_group_that_is_deleted_while_a_desk_moves_to_it() -> None:
    cast = create_cast()
    hanne = actor_of_user(manager("Hanne", "hanne@example.org", cast.gent).pk, None)
    schools = DeskGroup.objects.get(card_system=cast.gent, name="Scholen")
    outcomes = at_once(
        lambda: groups.delete_group(hanne, schools.pk),
        lambda: groups.choose_groups(hanne, cast.theatre, cast.gent.pk, [schools.pk]),
    )
    assert "done" in outcomes
    assert cast.theatre.desk_groups.exists()
