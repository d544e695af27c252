"""Which versions somebody must accept on a day, and which version may be published. Plain values only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from openpas.foundation.text import LANGUAGES
from openpas.identity.declarations.refusals import DutchTextMissing, EffectiveTooEarly, LanguageUnknown


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of one kind of text."""

    id: int
    kind: str
    number: int
    effective_on: date
    demands_signature: bool


def in_force(versions: Iterable[Version], on_day: date) -> dict[str, Version]:
    """Kind → the newest version that holds on the day; a kind of which none holds yet is not there."""
    newest: dict[str, Version] = {}
    for version in sorted(versions, key=lambda one: one.number):
        if version.effective_on <= on_day:
            newest[version.kind] = version
    return newest


def missing(versions: Collection[Version], accepted_ids: Collection[int], on_day: date) -> list[Version]:
    """The versions that must still be accepted, by kind: of each kind the one in force.

    Whoever accepted any version since the last one that demanded a signature is done, and so is who accepted a coming
    one already.
    """
    accepted = [version for version in versions if version.id in accepted_ids]
    return [
        current
        for kind, current in sorted(in_force(versions, on_day).items())
        if not any(
            version.kind == kind and version.number >= _last_signed(versions, current).number for version in accepted
        )
    ]


def announced(versions: Iterable[Version], on_day: date) -> list[Version]:
    """The versions that hold later, soonest first."""
    coming = [version for version in versions if version.effective_on > on_day]
    return sorted(coming, key=lambda version: (version.effective_on, version.kind, version.number))


def next_number(
    versions: Iterable[Version], kind: str, effective_on: date, on_day: date, *, demands_signature: bool
) -> int:
    """The number of a version that is published on the day. Raises EffectiveTooEarly.

    A version that everybody signs anew never holds from a day before; and versions hold in the order of their numbers.
    """
    former = max((version for version in versions if version.kind == kind), key=_number, default=None)
    earliest = max(
        former.effective_on if former else date.min,
        on_day if demands_signature else date.min,
    )
    if effective_on < earliest:
        raise EffectiveTooEarly(earliest)
    return former.number + 1 if former else 1


def complete_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Language → text without empty ones. Raises DutchTextMissing and LanguageUnknown."""
    written = {language: text.replace("\r\n", "\n").strip() for language, text in texts.items() if text.strip()}
    if unknown := written.keys() - set(LANGUAGES):
        raise LanguageUnknown(min(unknown))
    if "nl" not in written:
        raise DutchTextMissing
    return written


def _last_signed(versions: Iterable[Version], current: Version) -> Version:
    """The newest version up to `current` that demanded a signature, or the oldest of all."""
    older = sorted(
        (version for version in versions if version.kind == current.kind and version.number <= current.number),
        key=_number,
    )
    return next((version for version in reversed(older) if version.demands_signature), older[0])


def _number(version: Version) -> int:
    return version.number
