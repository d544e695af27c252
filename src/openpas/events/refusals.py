"""Reasons why an event cannot be used or changed."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class EventNotFound(Refusal):
    """There is no published event with this id."""

    type = "uitpas/event-not-found"
    title = "Event not found"
    missing = True
    rule = "contract/rules.md 4.2"
    text = Text(
        nl="We kennen deze activiteit niet.",
        fr="Nous ne connaissons pas cette activité.",
        en="We do not know this activity.",
        de="Wir kennen diese Aktivität nicht.",
    )


class EventHasTicketSales(Refusal):
    """Tickets were sold: organizer, card systems and keys are frozen (BR-TS-10)."""

    type = "uitpas/event-already-has-ticketsales"
    title = "Event already has ticket sales"
    rule = "BR-TS-10"


class InvalidCardSystem(Refusal):
    """The organizer of the event is not in this card system."""

    type = "uitpas/invalid-card-system"
    title = "Invalid card system"
    rule = "contract/rules.md 2.13"


class EventOver(Refusal):
    """Settings cannot be changed once the event has ended (contract/rules.md 8-61)."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "BR-CI-04"


class EventKnownAlready(Refusal):
    """There is an event with this id already."""

    type = "urn:openpas:problem:event-known-already"
    title = "Event known already"
    default_status = 409
    rule = "contract/rules.md 8-65"


class EventOfAnotherOrganizer(Refusal):
    """An event stays with the organizer that it came with: sales and check-ins are on its account (BR-TS-10)."""

    type = "urn:openpas:problem:event-of-another-organizer"
    title = "Event of another organizer"
    default_status = 409
    rule = "BR-TS-10"


class EventIdMismatch(Refusal):
    """The body speaks of another event than the path."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "contract/rules.md 6, O15"


class EventIncomplete(Refusal):
    """Something that an event needs is not in the body, or names nothing that we know."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "contract/rules.md 8-65"

    def __init__(self, pointer: str, error: str) -> None:
        super().__init__(
            "The body does not match the schema.",
            extensions={"schemaErrors": [{"jsonPointer": pointer, "error": error}]},
        )
