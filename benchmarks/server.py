"""Starts a Streamlit server of its own on a free port, counts its processor time and ends it, whatever happens."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_SECONDS = 120
END_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """A running server: its address and its process."""

    address: str
    process_id: int

    def processor_seconds(self) -> float:
        """Processor time of the server process so far, all its threads, user and system.

        Linux keeps it in nanoseconds under this clock (clock_getcpuclockid); /proc counts in steps of 10 ms only.
        """
        return time.clock_gettime(~self.process_id << 3 | 2)


@contextmanager
def running(script: str, *, database: str, log: Path) -> Iterator[Server]:
    """A server of the script on this machine, with the store of the given address; its words go to the log."""
    address = f"http://127.0.0.1:{(port := _free_port())}"
    options = ("--server.port", str(port), "--server.headless", "true")
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    environment = os.environ | {"CAKUPAN_DATABASE_URL": database}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(address, process, log)
            yield Server(address, process.pid)
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    message = f"{address} did not start: {log.read_text(errors='replace')[-2000:]}"
    raise RuntimeError(message)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(END_SECONDS)
