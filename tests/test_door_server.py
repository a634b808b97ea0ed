"""The door on a server that really runs: nothing is opened around it, and it serves this machine only."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from browser_fixtures import ROOT, Server, free_port, serve
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from texts import LANGUAGES, text
from ui.menu import available

REFUSED_SECONDS = 60


@contextmanager
def socket_to(server: Server, *, origin: str | None) -> Iterator[ClientConnection]:
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, origin=origin, subprotocols=["streamlit"], max_size=None, compression=None) as connection:
        yield connection


def run_page(server: Server, name: str, *, query: str = "") -> list[ForwardMsg]:
    """Ask for a page over the socket as a browser does, and collect what comes until the script has finished."""
    asked = BackMsg()
    asked.rerun_script.page_name = name
    asked.rerun_script.query_string = query
    messages: list[ForwardMsg] = []
    with socket_to(server, origin=server.url) as connection:
        connection.send(asked.SerializeToString())
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            message = ForwardMsg()
            message.ParseFromString(connection.recv(timeout=30))
            messages.append(message)
    return messages


@pytest.mark.parametrize("page", ["riwayat", "history"])
def test_first_request_of_a_fresh_server_goes_through_the_shell(own_server, page):
    """Streamlit's old way opens a file of pages/ beside the script without running it; there must be no such way."""
    kinds = [message.WhichOneof("type") for message in run_page(own_server, page)]
    assert "navigation" in kinds
    assert "page_config_changed" in kinds


def test_every_page_of_the_menu_runs_without_an_error(example_server):
    for entry in available():
        for language in LANGUAGES:
            messages = run_page(example_server, entry.address, query=f"bahasa={language}")
            said = [message.delta.new_element for message in messages if message.WhichOneof("type") == "delta"]
            wrong = [element.exception.message for element in said if element.HasField("exception")]
            failed = [element.alert.body for element in said if element.HasField("alert")]
            assert not wrong, (entry.address, language)
            assert not [body for body in failed if text("door.page_failed", language)[:20] in body], entry.address


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", None])
def test_sockets_from_elsewhere_are_refused(example_server, origin):
    with pytest.raises(InvalidStatus) as refused, socket_to(example_server, origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_another_host_name_is_refused(example_server):
    with closing(HTTPConnection(urlsplit(example_server.url).netloc, timeout=10)) as connection:
        connection.request("GET", "/", headers={"Host": "cakupan.example.org"})
        assert connection.getresponse().status == 403


def test_health_tells_of_the_store(example_server):
    told = health(example_server)
    assert told["status"] == "ok"
    assert told["version"] >= 1
    assert told["migration"]
    assert told["is_newest"] is True


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])  # noqa: S104 - this is what must be refused
def test_start_beyond_this_machine_ends_with_the_reason(tmp_path, address):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    ended = subprocess.run(
        [*command, "--server.address", address],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=REFUSED_SECONDS,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert ended.returncode != 0
    for language in LANGUAGES:
        assert text("door.refused_start", language, address=address) in ended.stdout + ended.stderr
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_first_start_leaves_nothing_for_the_second(tmp_path):
    """A second start on the same database loads nothing again."""
    with serve(tmp_path) as server:
        first = health(server)["version"]
    with serve(tmp_path) as server:
        assert health(server)["version"] == first


def health(server: Server) -> dict[str, Any]:
    with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=10)) as connection:
        connection.request("GET", "/sehat")
        told: dict[str, Any] = json.loads(connection.getresponse().read())
        return told
