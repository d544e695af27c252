"""A field of the body that a rule of the programme forbids: the ground of many refusals here."""

from typing import ClassVar

from openpas.foundation.refusal import Refusal


class FieldRefused(Refusal):
    """The body can be read, but a rule of the programme forbids what one field says. Extension: schemaErrors."""

    type = "body/invalid-data"
    title = "Invalid body data"
    pointer: ClassVar[str] = "/"
    error: ClassVar[str] = "Value is not acceptable"

    def __init__(self, **details: object) -> None:
        super().__init__(self.error, extensions=_named(self.pointer, self.error), **details)

    def below(self, pointer: str) -> None:
        """The field stands in an object of the body that this pointer names."""
        self.extensions.update(_named(f"{pointer}{self.pointer}", self.error))


def _named(pointer: str, error: str) -> dict[str, object]:
    return {"schemaErrors": [{"jsonPointer": pointer, "error": error}]}
