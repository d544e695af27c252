"""What was typed in a form of these pages, and what is not right yet, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from openpas.foundation.refusal import Refusal
from openpas.web.desk.words import words_of

LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """The texts of a form by field, and the problems. Templates read both by the name of the field."""

    values: dict[str, str]
    problems: dict[str, str | Promise] = field(default_factory=dict)

    @classmethod
    def in_form(cls, request: HttpRequest, names: Mapping[str, object] | tuple[str, ...]) -> "Typed":
        return cls({name: request.POST.get(name, "").strip()[:LONGEST] for name in names})

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def is_ticked(self, name: str) -> bool:
        return bool(self.values[name])

    def demand(self, *names: str) -> None:
        """Say of each empty one that it has to be filled in."""
        for name in names:
            if not self.values[name]:
                self.problems[name] = _("Vul dit in.")

    def day(self, name: str) -> date | None:
        """The day that was chosen; with a problem when it is none."""
        try:
            return date.fromisoformat(self.values[name])
        except ValueError:
            self.problems.setdefault(name, _("Kies een dag."))
            return None

    def refused(
        self, refusal: Refusal, fields: Mapping[type[Refusal], str], desk_id: int, words: str | Promise = ""
    ) -> None:
        """Put the reason beside the field that it is about; on top of the form where it is about none.

        `words` take the place of the refusal's own, where those are not for this form.
        """
        about = next((name for kind, name in fields.items() if isinstance(refusal, kind)), "")
        self.problems[about] = words or words_of(refusal, desk_id)

    @property
    def summary(self) -> list[tuple[str, str | Promise]]:
        """For the head of the form: each problem with the field to go to."""
        return list(self.problems.items())
