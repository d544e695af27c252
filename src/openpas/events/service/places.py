"""Where events happen: places as the event database names them."""

from openpas.events.event_database.parts import Address, Reference, in_dutch
from openpas.organizers.models import Location


def location_of(named: Reference, *, is_trusted: bool = False) -> Location | None:
    """The place, made when it is not known; None when there is no name to make it with.

    Only what comes from a trusted source changes the name and address of a place that is known: others may use it too.
    """
    name, address = in_dutch(named.name), named.address or Address()
    told = {"name": name, "postal_code": address.postal_code, "city": address.address_locality}
    if not name:
        return Location.objects.filter(public_id__iexact=named.public_id).first()
    location, is_new = Location.objects.get_or_create(
        {"public_id": named.public_id, **told}, public_id__iexact=named.public_id
    )
    if is_trusted and not is_new and told != {column: getattr(location, column) for column in told}:
        Location.objects.filter(pk=location.pk).update(**told)
    return location
