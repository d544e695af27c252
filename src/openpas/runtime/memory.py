"""How much memory this machine gives us: that of the machine, or the lower limit of a container around us."""

import os
from pathlib import Path
from typing import Final

# Version 2 and version 1 of control groups. "max" and huge numbers mean no limit.
_LIMITS: Final = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
_UNKNOWN: Final = 1024**3


def available_bytes(limits: tuple[Path, ...] = _LIMITS) -> int:
    """What may be used at most; a gigabyte where the system does not say."""
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        machine = _UNKNOWN
    return min([machine, *(limit for path in limits if (limit := _limit(path)) is not None)])


def _limit(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
