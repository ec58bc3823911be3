"""Peers of the apps here, in threads of this process: one that echoes lines, one that speaks PostgreSQL's protocol."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

Address = tuple[str, int]


@contextmanager
def echoing() -> Iterator[Address]:
    """Serve what sends every line back."""
    with _served(_Echo) as address:
        yield address


@contextmanager
def answering_sql() -> Iterator[Address]:
    """Serve what answers every statement with one row holding 1."""
    with _served(_Postgres) as address:
        yield address


class _Echo(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        for line in self.rfile:
            self.wfile.write(line)


class _Postgres(socketserver.StreamRequestHandler):
    """Enough of https://www.postgresql.org/docs/current/protocol-flow.html for simple queries."""

    def handle(self) -> None:
        self._start()
        while kind := self.rfile.read(1):
            statement = self.rfile.read(struct.unpack("!I", self.rfile.read(4))[0] - 4)
            if kind == b"Q":
                self.wfile.write(_ROW if b"select" in statement.lower() else _DONE)

    def _start(self) -> None:
        while self._startup_code() in _ENCRYPTION_REQUESTS:
            self.wfile.write(b"N")
        self.wfile.write(_message(b"R", struct.pack("!I", 0)) + _settings() + _READY)

    def _startup_code(self) -> int:
        length = struct.unpack("!I", self.rfile.read(4))[0]
        return int(struct.unpack("!I", self.rfile.read(length - 4)[:4])[0])


def _message(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("!I", len(content) + 4) + content


def _settings() -> bytes:
    given = {"server_version": "16.0", "client_encoding": "UTF8", "standard_conforming_strings": "on"}
    return b"".join(_message(b"S", f"{name}\0{value}\0".encode()) for name, value in given.items())


_ENCRYPTION_REQUESTS = (80877103, 80877104)
_READY = _message(b"Z", b"I")
_COLUMN = b"one\0" + struct.pack("!IHIhIh", 0, 0, 23, 4, 0xFFFFFFFF, 0)
_ROW = (
    _message(b"T", struct.pack("!H", 1) + _COLUMN)
    + _message(b"D", struct.pack("!HI", 1, 1) + b"1")
    + _message(b"C", b"SELECT 1\0")
    + _READY
)
_DONE = _message(b"C", b"BEGIN\0") + _READY


@contextmanager
def _served(handler: type[socketserver.StreamRequestHandler]) -> Iterator[Address]:
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[0], server.server_address[1]
        server.shutdown()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
