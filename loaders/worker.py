"""The script of the parsing child: takes its limits on itself, then reads one file (reliability: parser in a cage)."""

import errno
import sys
from pathlib import Path

MEMORY_LIMIT = 1536 << 20
CPU_SECONDS = 60
FILE_LIMIT = 512 << 20
OPEN_FILES = 64
OUT_OF_MEMORY = 77
FILE_TOO_LARGE = 78


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


def main(directory: Path) -> int:
    """Reads the file in the directory; the exit code names a limit that was passed."""
    limit()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    try:
        from loaders.child import work

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
