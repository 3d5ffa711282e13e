"""An ear on the line between one player's game and the server: it passes on what goes by, and notes when.

Nothing is served through it outside a measurement: a game speaks to its server directly."""

import asyncio
import contextlib
import json
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Request:
    """One question and what became of it; times in seconds since it was asked."""

    asked: bytes
    began: float
    status: int = 0  # 0: nobody answered
    first: float | None = None  # when the first word came
    whole: float | None = None  # when the answer was over
    dropped: float | None = None  # when the game would not wait any longer
    answer: bytearray = field(default_factory=bytearray)

    def failed(self):
        """Whether the stream itself says that something went wrong."""
        return b'data: {"error"' in self.answer or b'"error":{' in self.answer

    def words(self):
        """What was said, put together again."""
        said = []
        for line in self.answer.decode(errors="replace").splitlines():
            with contextlib.suppress(ValueError, LookupError, TypeError, AttributeError):
                said.append(json.loads(line.removeprefix("data:"))["choices"][0]["delta"].get("content") or "")
        return "".join(said)


class Ear:
    """Listens at a port of its own, and speaks to `endpoint` (http or https) for whoever speaks to it."""

    def __init__(self, endpoint):
        self.there, self.requests, self.running = urlsplit(endpoint), [], set()

    async def open(self):
        """Begins to listen; gives the address for the game."""
        self.server = await asyncio.start_server(self.heard, "127.0.0.1", 0)
        port = self.server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}{self.there.path}"

    async def close(self):
        self.server.close()
        for task in list(self.running):
            task.cancel()

    async def heard(self, reader, writer):
        self.running.add(asyncio.current_task())
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)^content-length: *(\d+)", head, re.M)
            body = await reader.readexactly(int(length[1]) if length else 0)
            request = Request(asked=body, began=time.monotonic())
            self.requests.append(request)
            await self.pass_on(head, request, reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.running.discard(asyncio.current_task())
            writer.close()

    async def pass_on(self, head, request, reader, writer):
        # One question a connection, so that the end of the answer is the end of the connection.
        head = re.sub(rb"(?im)^(connection|host): .*\r\n", b"", head).replace(
            b"\r\n", f"\r\nHost: {self.there.netloc}\r\nConnection: close\r\n".encode(), 1
        )
        secure = self.there.scheme == "https"
        port = self.there.port or (443 if secure else 80)
        # Where nobody listens, the game is left without an answer, as it would be there.
        far, to = await asyncio.open_connection(self.there.hostname, port, ssl=secure or None)
        try:
            to.write(head + request.asked)
            await to.drain()
            answering = asyncio.ensure_future(self.answer(request, far, writer))
            leaving = asyncio.ensure_future(reader.read(1))
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                request.dropped = time.monotonic() - request.began
            for task in (answering, leaving):
                task.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)
        finally:
            to.close()

    async def answer(self, request, far, writer):
        while chunk := await far.read(65536):
            request.answer += chunk
            since = time.monotonic() - request.began
            if not request.status and (line := re.match(rb"HTTP/1\.\d (\d+)", request.answer)):
                request.status = int(line[1])
            if request.first is None and re.search(rb'"content": ?"[^"]', request.answer) and request.status == 200:
                request.first = since
            writer.write(chunk)
            await writer.drain()
        request.whole = time.monotonic() - request.began
