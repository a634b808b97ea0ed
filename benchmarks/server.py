"""Starts the dashboard, asks it for reruns over its websocket and counts the processor time of the server."""

import asyncio
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

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[1]
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A running server: its address and its process."""

    address: str
    process_id: int

    def processor_seconds(self) -> float:
        """Processor time of the server process so far, user and system."""
        fields = Path(f"/proc/{self.process_id}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    message = f"{address} did not start"
    raise RuntimeError(message)


@contextmanager
def running(script: str, *, database: str, log: Path) -> Iterator[Server]:
    """A server of the script on a free port of this machine, with the store of the given address."""
    address = f"http://127.0.0.1:{(port := _free_port())}"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    environment = os.environ | {"CAKUPAN_DATABASE_URL": database}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(address, process)
            yield Server(address, process.pid)
        finally:
            process.terminate()
            process.wait(20)


async def _rerun(connection: websockets.ClientConnection, *, page: str, query: str, known: set[str]) -> int:
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    message.rerun_script.cached_message_hashes.extend(known)
    await connection.send(message.SerializeToString())
    elements = 0
    while True:
        forward = ForwardMsg()
        forward.ParseFromString(await connection.recv(decode=False))
        if forward.metadata.cacheable and forward.hash:
            known.add(forward.hash)
        elements += forward.WhichOneof("type") == "delta"
        if forward.WhichOneof("type") == "script_finished":
            return elements


async def _reruns(server: Server, *, page: str, query: str, count: int) -> tuple[float, float, int]:
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(
        address, subprotocols=["streamlit"], max_size=None, ping_interval=None, origin=server.address
    ) as connection:
        known: set[str] = set()
        first_began = server.processor_seconds()
        elements = await _rerun(connection, page=page, query=query, known=known)
        first = server.processor_seconds() - first_began
        began = server.processor_seconds()
        for _ in range(count):
            await _rerun(connection, page=page, query=query, known=known)
        return first, (server.processor_seconds() - began) / count, elements


def page_cost(server: Server, *, page: str, query: str, count: int = 40) -> tuple[float, float, int]:
    """Processor seconds of the server for the first run of a page and for a rerun, and how many elements it sent."""
    return asyncio.run(_reruns(server, page=page, query=query, count=count))
