"""Asks a server for runs of a page as a browser does, over the websocket, and reads what the page has drawn.

Nothing is measured on trust: a page that was not found, failed, warned or never finished ends the benchmark.
"""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pyarrow as pa
import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.server import Server

WAIT_SECONDS = 60
"""The longest silence of a server that is waited for."""
TILE = re.compile('class="tile"')
TABLE = re.compile("<tbody>(.*?)</tbody>", re.DOTALL)
FAULTY = {Alert.ERROR, Alert.WARNING}


class PageFaultError(RuntimeError):
    """The page that was asked for is not what the server has drawn; its log tells more."""


@dataclass(frozen=True)
class Drawn:
    """What a page consists of; `table_rows` has one number a table."""

    elements: int
    charts: int
    tiles: int
    table_rows: tuple[int, ...]


@dataclass(frozen=True)
class Visit:
    """Seconds of server processor time of the first run in a new session and, on average, of a rerun in it."""

    first: float
    rerun: float
    drawn: Drawn


@dataclass
class Session:
    """A browser's session with a server, open on one page."""

    server: Server
    connection: websockets.ClientConnection
    page: str
    query: str
    sent: dict[str, ForwardMsg] = field(default_factory=dict)
    """Messages that the browser keeps by their hash, so that the server need not send them twice."""

    async def run(self) -> list[ForwardMsg]:
        """One run of the page: every message of it."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = self.page, self.query
        asked.rerun_script.cached_message_hashes.extend(self.sent)
        await self.connection.send(asked.SerializeToString())
        messages: list[ForwardMsg] = []
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            messages.append(await self._next())
        return messages

    async def _next(self) -> ForwardMsg:
        message = ForwardMsg()
        try:
            message.ParseFromString(await asyncio.wait_for(self.connection.recv(decode=False), WAIT_SECONDS))
        except TimeoutError:
            raise PageFaultError(f"/{self.page}: silent for {WAIT_SECONDS} s") from None
        if message.WhichOneof("type") == "ref_hash":
            return self.sent[message.ref_hash]
        if message.metadata.cacheable and message.hash:
            self.sent[message.hash] = message
        return message


def visit(server: Server, *, page: str, query: str, reruns: int) -> Visit:
    """Open a page in a new session, run it again as often as asked; the page's address, empty for the first page."""
    return asyncio.run(_visit(server, page=page, query=query, reruns=reruns))


async def _visit(server: Server, *, page: str, query: str, reruns: int) -> Visit:
    async with opened(server, page=page, query=query) as session:
        began = server.processor_seconds()
        drawn = read_drawn(await session.run(), page=page)
        first, again = server.processor_seconds() - began, server.processor_seconds()
        for _ in range(reruns):
            if read_drawn(await session.run(), page=page) != drawn:
                raise PageFaultError(f"/{page}: a rerun drew something else")
        return Visit(first, (server.processor_seconds() - again) / max(reruns, 1), drawn)


@asynccontextmanager
async def opened(server: Server, *, page: str, query: str) -> AsyncIterator[Session]:
    """A new session on a page, which has not been run yet."""
    address = server.address.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(
        address, subprotocols=["streamlit"], max_size=None, ping_interval=None, origin=server.address
    ) as connection:
        yield Session(server, connection, page, query)


def read_drawn(messages: Iterable[ForwardMsg], *, page: str) -> Drawn:
    """What the messages of one run draw; a fault when they are not those of a whole page."""
    by_type: dict[str, list[ForwardMsg]] = {}
    for message in messages:
        by_type.setdefault(str(message.WhichOneof("type")), []).append(message)
    deltas = [message.delta for message in by_type.get("delta", [])]
    elements = [delta.new_element for delta in deltas if delta.WhichOneof("type") == "new_element"]
    _check(by_type, elements, page=page)
    markup = [element.html.body for element in elements if element.WhichOneof("type") == "html"]
    kinds = [element.WhichOneof("type") for element in elements]
    return Drawn(
        elements=len(deltas),
        charts=kinds.count("plotly_chart"),
        tiles=kinds.count("metric") + sum(len(TILE.findall(body)) for body in markup),
        table_rows=(*_frame_rows(elements), *(rows.count("<tr") for body in markup for rows in TABLE.findall(body))),
    )


def _check(by_type: dict[str, list[ForwardMsg]], elements: list[Element], *, page: str) -> None:
    if "page_not_found" in by_type:
        raise PageFaultError(f"/{page}: page not found")
    for element in elements:
        is_alert = element.WhichOneof("type") == "alert" and element.alert.format in FAULTY
        if is_alert or element.WhichOneof("type") == "exception":
            raise PageFaultError(f"/{page}: {element}")
    if (ended := by_type["script_finished"][-1].script_finished) != ForwardMsg.FINISHED_SUCCESSFULLY:
        raise PageFaultError(f"/{page}: ended with {ForwardMsg.ScriptFinishedStatus.Name(ended)}")
    for menu in by_type.get("navigation", []):
        opened = {one.page_script_hash: one.url_pathname for one in menu.navigation.app_pages}
        if opened[menu.navigation.page_script_hash] != page:
            raise PageFaultError(f"/{page}: /{opened[menu.navigation.page_script_hash]} was opened instead")


def _frame_rows(elements: Iterable[Element]) -> Iterable[int]:
    frames = (element for element in elements if element.WhichOneof("type") == "dataframe")
    return [pa.ipc.open_stream(io.BytesIO(frame.dataframe.arrow_data.data)).read_all().num_rows for frame in frames]
