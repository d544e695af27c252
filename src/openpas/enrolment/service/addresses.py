"""Somebody's address alone is changed, as when a whole home moves (D-37)."""

from django.db import transaction

from openpas.enrolment.desks import desks_that_reach, residence_of
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.service.moving import move
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.passholders.service.account import outdate_decisions
from openpas.records import service as records


@transaction.atomic
def change_address(actor: Actor, person: Passholder, address: HomeAddress) -> None:
    """Let the person live there from now on. Everything else stays.

    Raises PermissionMissing and InvalidCity, and CityOutsideRegion for who would leave the region of a valid social
    tariff.
    """
    desks = desks_that_reach(actor, Permission.PASSHOLDERS_WRITE, person)
    if address.is_abroad:
        actor.require(Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY, desks)
    outdate_decisions(person.pk)
    person.refresh_from_db()
    move(person, address, residence_of(address))
    person.save(update_fields=["street", "postal_code", "city", "country", "municipality_nis"])
    records.publish("PassholderMoved", {"passholder_id": person.pk})
    records.note(actor, "passholder.move", f"passholder:{person.pk}")
