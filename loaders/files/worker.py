"""The script of the parsing child: takes its limits on itself, then reads one file (reliability: parser in a cage)."""

import ctypes
import errno
import sys
from pathlib import Path

MEMORY_LIMIT = 1536 << 20
CPU_SECONDS = 60
FILE_LIMIT = 512 << 20
OPEN_FILES = 64
OUT_OF_MEMORY = 77
FILE_TOO_LARGE = 78
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""Flags of `unshare`: an own user, who may then have an own, empty network."""


def limit() -> None:
    """Sets the limits of memory, time, file size and processes; Windows has none of them, only the wall clock."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY_LIMIT, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 5),
        (resource.RLIMIT_FSIZE, FILE_LIMIT, FILE_LIMIT),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for name, soft, hard in limits:
        ceiling = resource.getrlimit(name)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        resource.setrlimit(name, (soft, hard))


def leave_network() -> bool:
    """Cuts the child off from every network; whether that was done.

    Only Linux can, and only where users may have namespaces of their own (some containers and hardened servers forbid
    it). Elsewhere nothing keeps the child from the network but that no code of it or of the readers opens a connection.
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None) if sys.platform == "linux" else None
    return unshare is not None and any(unshare(flags) == 0 for flags in (_NEW_NETWORK | _NEW_USER, _NEW_NETWORK))


def main(directory: Path) -> int:
    """Reads the file in the directory; the exit code names a limit that was passed."""
    limit()
    leave_network()
    sys.path.insert(0, str(Path(__file__).parents[2]))
    try:
        from loaders.files.child import work

        work(directory)
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        if error.errno == errno.EFBIG:
            return FILE_TOO_LARGE
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
