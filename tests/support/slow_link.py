"""A slow line between a client and a server: so many bytes a second, so late, in each direction.

What is sent waits in the line without limit, as in the buffers of real ones.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque


class SlowLink:
    """Listens on a port of its own and passes on what comes to another port of this machine."""

    def __init__(self, target: int, bytes_a_second: float, delay: float) -> None:
        """``delay`` is in seconds and in one direction: half of a round trip."""
        self._target = target
        self._rate = bytes_a_second
        self._delay = delay
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._ready = threading.Event()
        self.port = 0
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)

    def __enter__(self) -> SlowLink:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """End the line, with all that is under way in it."""
        self._loop.call_soon_threadsafe(self._ended.set)

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._ended.wait()
        server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        with contextlib.suppress(asyncio.CancelledError):  # the line is cut: asyncio would print it as an error
            await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        waiting: deque[tuple[float, bytes]] = deque()
        more = asyncio.Event()
        carrier = asyncio.create_task(self._deliver(waiting, more, target))
        free = 0.0
        with contextlib.suppress(ConnectionError):
            while data := await source.read(1024):
                free = max(free, self._loop.time()) + len(data) / self._rate
                waiting.append((free + self._delay, data))
                more.set()
        waiting.append((free + self._delay, b""))
        more.set()
        await carrier

    async def _deliver(
        self, waiting: deque[tuple[float, bytes]], more: asyncio.Event, target: asyncio.StreamWriter
    ) -> None:
        try:
            while True:
                await more.wait()
                moment, data = waiting.popleft()
                if not waiting:
                    more.clear()
                await asyncio.sleep(moment - self._loop.time())
                if not data:
                    return
                target.write(data)
        finally:
            target.close()
