"""Run a command as somebody who is not root, from root: `python without_root.py COMMAND ...`.

PostgreSQL refuses to run as root. This enters a user namespace in which root's number outside is that of `nobody`
inside, and becomes the command: PostgreSQL is content, and the files it writes are root's. A script of its own, since
a namespace can only be entered by a process with one thread.
"""

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def enter_namespace() -> None:
    """Raises OSError where the machine refuses namespaces, as many containers do."""
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are refused here")
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {user} 1"),
        ("gid_map", f"{NOBODY} {group} 1"),
    ):
        Path(f"/proc/self/{name}").write_text(line)


if __name__ == "__main__":
    enter_namespace()
    os.execv(sys.argv[1], sys.argv[1:])
