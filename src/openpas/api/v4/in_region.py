"""For operations whose permission must be held for the very passholder: in a card system of which it is a member."""

from openpas.api.v4.core.callers import reach_passholder
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.passholders.reach import is_in_reach


def reach_in_region(actor: Actor, public_id: str, permission: Permission) -> Passholder:
    """As `reach_passholder`, and no further than the caller's own regions. Raises PermissionMissing beyond them."""
    person = reach_passholder(actor, public_id, permission)
    require_region(actor, permission, person)
    return person


def require_region(actor: Actor, permission: Permission, *people: Passholder) -> None:
    """Raise PermissionMissing unless the right reaches one of these people.

    A person without rights at a desk is not asked: it came as far as its own pass and family let it.
    """
    if not actor.may_somewhere(permission) or any(actor.passholder_id == person.pk for person in people):
        return
    if not any(is_in_reach(actor, permission, person) for person in people):
        raise PermissionMissing(
            f"The permission {permission} is required in a card system of the passholder.", permission
        )
