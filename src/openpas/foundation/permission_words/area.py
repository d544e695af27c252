"""What an area of rights is."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text


@dataclass(frozen=True, slots=True)
class Area:
    """Rights that are read together, each as what one may do: "punten sparen". The order is that of reading."""

    title: Text
    words: Mapping[Permission, Text]
