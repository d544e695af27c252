"""Desks where people come with a lost pass, a proof or a new address."""

from openpas.demo.builders import price_table
from openpas.demo.cast import Cast
from openpas.identity.models import User
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from tests.desk_rights import let_desk
from tests.web.desk.memberships.conftest import GRANTS, token


def let_desks_register(cast: Cast) -> None:
    """The theatre and the house of culture in Aalst register people and grant the status; passes cost something."""
    price_table(cast.gent)
    price_table(cast.dender)
    for desk in (cast.theatre, cast.aalst):
        let_desk(desk, GRANTS)


def address(user: User, desk: Organizer, person: Passholder, page: str) -> str:
    """A page about somebody whom this clerk just found."""
    return f"/desk/people/{token(user, desk, person)}/{page}"
