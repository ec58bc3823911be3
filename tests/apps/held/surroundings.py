"""What the app works with while it runs: a folder of its own, a slow peer, and PostgreSQL where there is one."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.apps.held.peer import Peer

POSTGRES = os.environ.get("HELD_POSTGRES", "postgres@127.0.0.1:5432/test")
FOLDER = Path(tempfile.gettempdir()) / f"held-{os.getpid()}"
SQLITE = FOLDER / "held.db"
PEER = Peer()


@contextmanager
def opened() -> Iterator[None]:
    """Make the folder and start the peer; what blocks here does so before anything is served."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "large.bin").write_bytes(os.urandom(5_000_000))
    (FOLDER / "small.txt").write_text("a few words\n", encoding="utf-8")
    (FOLDER / "page.html").write_text("<p>{{ name }}: {% for n in range(9) %}{{ n }}{% endfor %}</p>", encoding="utf-8")
    try:
        with PEER.running():
            yield
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


def postgres_answers() -> bool:
    """Return whether something listens where PostgreSQL should."""
    host, _, port = POSTGRES.partition("@")[2].partition("/")[0].partition(":")
    try:
        socket.create_connection((host, int(port or 5432)), 1).close()
    except OSError:
        return False
    return True
