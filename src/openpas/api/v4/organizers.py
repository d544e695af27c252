"""Organizers: operations 18 and 19."""

from typing import Annotated, Literal

from ninja import Path, Query
from pydantic import Field

from openpas.api.v4.core.paging import Collection, Page, paged
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.core.sorting import sort_keys
from openpas.api.v4.references import CardSystemReference
from openpas.foundation.refusal import addressed_by_path
from openpas.organizers import queries
from openpas.organizers.models import Organizer

router = Router(tags=["Organizers"])


class OrganizerAddress(ContractSchema):
    street: str | None = None
    postal_code: str | None = None
    city: str


class OrganizerSchema(ContractSchema):
    id: str
    name: str | None = None
    card_systems: list[CardSystemReference] | None = None
    linked_location_id: str | None = None
    address: OrganizerAddress | None = None

    @classmethod
    def of(cls, organizer: Organizer) -> "OrganizerSchema":
        """The whole organizer, with its card systems by name and its address."""
        location = organizer.linked_location
        return cls(
            id=organizer.public_id,
            name=organizer.name,
            card_systems=[CardSystemReference.of(system) for system in organizer.card_systems.all()],
            linked_location_id=location.public_id if location else None,
            address=OrganizerAddress(
                street=organizer.street or None,
                postal_code=organizer.postal_code or None,
                city=organizer.city,
            ),
        )


class OrganizerSearch(Page):
    name: Annotated[str | None, Field(description="Organizers with this name; `*` stands for any text.")] = None
    group_id: Annotated[int | None, Field(description="Organizers in this group.")] = None
    card_system_id: Annotated[int | None, Field(description="Organizers in this card system.")] = None
    sort_name: Annotated[
        Literal["asc", "desc"] | None,
        Field(alias="sort[name]", description="The order of names."),
    ] = None


@router.get(
    "/organizers",
    response=Collection[OrganizerSchema],
    operation_id="get-organizers",
    summary="Search organizers",
)
def search_organizers(request: ApiRequest, search: Query[OrganizerSearch]) -> Collection[OrganizerSchema]:
    """The organizers for which the caller has `ORGANIZERS_SEARCH`, by name."""
    asked = queries.OrganizerFilter(search.name, search.group_id, search.card_system_id)
    descending = any(key.descending for key in sort_keys(request.GET, "name"))
    return paged(queries.organizers(request.actor, asked, descending=descending), search, OrganizerSchema.of)


@router.get(
    "/organizers/{id}",
    response=OrganizerSchema,
    operation_id="get-organizers-organizerId",
    summary="Retrieve an organizer",
)
def get_organizer(request: ApiRequest, organizer_id: Annotated[str, Path(alias="id")]) -> OrganizerSchema:
    """One organizer. Needs `ORGANIZERS_SEARCH` for it."""
    with addressed_by_path():
        return OrganizerSchema.of(queries.organizer(request.actor, organizer_id))
