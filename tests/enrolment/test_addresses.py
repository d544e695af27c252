"""An address alone is changed."""

import pytest

from openpas.demo.cast import Cast
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.refusals import CityOutsideRegion, InvalidCity
from openpas.enrolment.service.addresses import change_address
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Passholder
from openpas.records.models import AuditLine, OutboxMessage

NEW = HomeAddress("9050", "Gentbrugge", "Nieuwstraat 5")


def clerk(cast: Cast, *rights: Permission) -> Actor:
    return Actor("user:1", ActorKind.STAFF, by_organizer={cast.theatre.pk: {right: frozenset() for right in rights}})


def test_the_rest_stays_as_it_was(cast: Cast) -> None:
    change_address(clerk(cast, Permission.PASSHOLDERS_WRITE), cast.bart, NEW)

    bart = Passholder.objects.get(pk=cast.bart.pk)
    assert (bart.street, bart.postal_code, bart.city, bart.country) == ("Nieuwstraat 5", "9050", "Gent", "BE")
    assert (bart.name, bart.email) == (cast.bart.name, "bart+uitpas@example.org")
    assert OutboxMessage.objects.get(kind="PassholderMoved").payload == {"passholder_id": bart.pk}
    assert AuditLine.objects.get(action="passholder.move").subject == f"passholder:{bart.pk}"


@pytest.mark.parametrize(
    ("rights", "address", "refusal"),
    [
        ((), NEW, PermissionMissing),
        ((Permission.PASSHOLDERS_WRITE,), HomeAddress("9000", "Aalst", "A 1"), InvalidCity),
        ((Permission.PASSHOLDERS_WRITE,), HomeAddress("9300", "Aalst", "A 1"), CityOutsideRegion),
        ((Permission.PASSHOLDERS_WRITE,), HomeAddress("0000", "Lille", country="FR"), PermissionMissing),
    ],
)
def test_what_is_refused_changes_nothing(
    cast: Cast, rights: tuple[Permission, ...], address: HomeAddress, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        change_address(clerk(cast, *rights), cast.amina, address)

    amina = Passholder.objects.get(pk=cast.amina.pk)
    assert (amina.street, amina.city) == ("Voorbeeldstraat 1", "Gent")
    assert not OutboxMessage.objects.filter(kind="PassholderMoved").exists()
