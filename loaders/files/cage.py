"""Runs the parsing child with its limits and tells how it ended; the server itself never parses a file."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from loaders.files import worker
from loaders.problems import Problem

WALL_SECONDS = 90
SMALL_FILE = 10_000_000
SMALL_WALL_SECONDS = 16
"""A small file that takes longer is made to take long; with the checks around it nobody waits over 20 s for it."""
AT_ONCE = 2
"""Files that are parsed at the same time; others wait."""
_PLACES = threading.BoundedSemaphore(AT_ONCE)
LOOK_SECONDS = 0.2
"""How often those who wait are told what the child is doing."""
STEP = "step"
Tell = Callable[[str], None]
"""Is told what is being done (`waiting`, `opening`, …) again and again; what it raises stops the child."""
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""Nothing else of the server's environment reaches the child: settings hold passwords."""


@dataclass(frozen=True)
class Answer:
    """What the child wrote: the directory with `result.json` and the tables, or the problem that stopped it."""

    directory: Path
    result: Mapping[str, object] | None
    problem: Problem | None = None


@contextmanager
def caged(
    data: bytes, request: Mapping[str, object], *, wall_seconds: float | None = None, tell: Tell | None = None
) -> Iterator[Answer]:
    """Parses a file in a child process; its files are gone when the block ends."""
    if wall_seconds is None:
        wall_seconds = SMALL_WALL_SECONDS if len(data) < SMALL_FILE else WALL_SECONDS
    with TemporaryDirectory(prefix="cakupan-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        (directory / "input").write_bytes(data)
        (directory / "request.json").write_text(json.dumps(request), encoding="utf-8")
        with _place(tell):
            problem = _run(directory, wall_seconds=wall_seconds, tell=tell)
        yield Answer(directory, None if problem else _result(directory), problem)


@contextmanager
def _place(tell: Tell | None) -> Iterator[None]:
    """One of the places for a child, waited for in pieces so that those who wait can be told, and can give up."""
    while not _PLACES.acquire(timeout=None if tell is None else LOOK_SECONDS):
        if tell is not None:
            tell("waiting")
    try:
        yield
    finally:
        _PLACES.release()


def _wait(child: "subprocess.Popen[bytes]", directory: Path, *, wall_seconds: float, tell: Tell | None) -> int:
    if tell is None:
        return child.wait(timeout=wall_seconds)
    step = directory / STEP
    for _ in range(int(wall_seconds / LOOK_SECONDS)):
        with suppress(subprocess.TimeoutExpired):
            return child.wait(timeout=LOOK_SECONDS)
        # Empty for the moment in which the child writes it anew.
        tell((step.read_text(encoding="utf-8") if step.exists() else "") or "opening")
    return child.wait(timeout=LOOK_SECONDS)


def _run(directory: Path, *, wall_seconds: float, tell: Tell | None) -> Problem | None:
    with (directory / "errors.txt").open("wb") as errors:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-I", "-X", "utf8", worker.__file__, str(directory)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=directory,
            env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
        )
        try:
            code = _wait(child, directory, wall_seconds=wall_seconds, tell=tell)
        except subprocess.TimeoutExpired:
            return Problem("limit_passed", values={"limit": "wall", "amount": int(wall_seconds)})
        finally:
            child.kill()
            child.wait()
    return ended(code, said=(directory / "errors.txt").read_bytes()[-4000:])


def ended(code: int, *, said: bytes) -> Problem | None:
    """How the child ended: a limit by its name, anything else as an unknown death."""
    if code == 0:
        return None
    if code == worker.OUT_OF_MEMORY or b"memory allocation of" in said or b"capacity overflow" in said:
        return Problem("limit_passed", values={"limit": "memory", "amount": worker.MEMORY_LIMIT >> 20})
    if code == worker.FILE_TOO_LARGE:
        return Problem("limit_passed", values={"limit": "size", "amount": worker.FILE_LIMIT >> 20})
    if code == -getattr(signal, "SIGXCPU", 0):
        return Problem("limit_passed", values={"limit": "cpu", "amount": worker.CPU_SECONDS})
    return Problem("reader_died", values={"code": code})


def _result(directory: Path) -> Mapping[str, object]:
    result: Mapping[str, object] = json.loads((directory / "result.json").read_text(encoding="utf-8"))
    return result
