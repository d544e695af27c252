"""What follows from moving, in words, before it is done."""

from dataclasses import dataclass

from openpas.card_systems.models import CardSystem
from openpas.enrolment.moves import Move
from openpas.web.desk.files import File
from openpas.web.desk.memberships.kept_card import kept_card


@dataclass(frozen=True, slots=True)
class Following:
    """The regions by name. `stays` are those of which the person was and is a member, when this desk sees them."""

    city: str
    joined: str
    stays: tuple[str, ...]
    left: tuple[str, ...]
    goes_to: str
    has_card: bool


def following_of(file: File, found: Move) -> Following:
    """Read the names of what was decided."""
    plan = found.plan
    wanted = [one for one in (plan.joined, plan.goes_to, *plan.left) if one is not None]
    names = dict(CardSystem.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return Following(
        city=found.residence.city,
        joined=names[plan.joined] if plan.joined else "",
        stays=tuple(one.card_system.name for one in file.shown.memberships) if file.is_whole else (),
        left=tuple(names[one] for one in plan.left),
        goes_to=names[plan.goes_to] if plan.goes_to else "",
        has_card=kept_card(file.person) is not None,
    )
