"""The small objects by which other objects are mentioned, and the names of ids in paths."""

from typing import Annotated

from ninja import Path

from openpas.api.v4.core.schema import ContractSchema
from openpas.card_systems.models import CardSystem
from openpas.organizers.models import Organizer

CardSystemId = Annotated[int, Path(alias="cardSystemId")]
EventId = Annotated[str, Path(alias="eventId")]
PassholderId = Annotated[str, Path(alias="passholderId")]


class CardSystemReference(ContractSchema):
    """A card system by its id and name."""

    id: int
    name: str | None = None

    @classmethod
    def of(cls, system: CardSystem) -> "CardSystemReference":
        return cls(id=system.pk, name=system.name)


class OrganizerReference(ContractSchema):
    """An organizer by its id and name."""

    id: str
    name: str | None = None

    @classmethod
    def of(cls, organizer: Organizer) -> "OrganizerReference":
        return cls(id=organizer.public_id, name=organizer.name)
