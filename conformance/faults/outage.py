"""A dependency that is gone for one exchange: its database or its Redis refuses every command, or has no connection."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterable
from typing import Any

from conformance.app.seams import NoFault


class DatabaseOutage(NoFault):
    """Every statement fails as SQLAlchemy reports a lost server; the canary is in the driver's message."""

    def __init__(self, canary: str) -> None:
        self.canary = canary
        self.struck = False

    def fail_database(self, connection: Any, statement: str, parameters: Any) -> None:
        from sqlalchemy.exc import OperationalError

        self.struck = True
        driver = getattr(connection.dialect.dbapi, "OperationalError", Exception)
        cause = driver if isinstance(driver, type) and issubclass(driver, Exception) else Exception
        message = f"could not connect to server: Connection refused ({self.canary})"
        raise OperationalError(statement, parameters, cause(message))


class RedisOutage(NoFault):
    """Every command fails as redis-py reports a refused connection."""

    jitter = 0.0

    def __init__(self, canary: str) -> None:
        self.canary = canary
        self.struck = False

    def fail_redis(self) -> None:
        from redis.exceptions import ConnectionError as RedisConnectionError

        self.struck = True
        raise RedisConnectionError(f"Error 111 connecting to redis. Connection refused ({self.canary}).")


class EntriesGone(NoFault):
    """Every command that names one of some keys fails as redis-py reports a refused connection."""

    jitter = 0.0

    def __init__(self, keys: Iterable[bytes], canary: str) -> None:
        self._keys = [b"\r\n%b\r\n" % key for key in keys]  # as it stands in what is sent
        self.canary = canary
        self.struck = False

    def fail_sent(self, packed: bytes) -> None:
        if any(key in packed for key in self._keys):
            from redis.exceptions import ConnectionError as RedisConnectionError

            self.struck = True
            raise RedisConnectionError(f"Error 111 connecting to redis. Connection refused ({self.canary}).")


class PoolExhausted(NoFault):
    """Every connection of its database's pool is in use, until `release`; `struck` says whether one was asked for."""

    def __init__(self) -> None:
        self.struck = False
        self._released = threading.Event()

    def release(self) -> None:
        """Give the connections back."""
        self._released.set()

    def await_connection(self) -> None:
        """Wait as a pool does that has none left, on the loop in the greenlet SQLAlchemy runs it in."""
        self.struck = True
        if not in_greenlet():
            self._released.wait()
            return
        from sqlalchemy.util import await_only

        while not self._released.is_set():
            await_only(asyncio.sleep(_TURN))


_TURN = 0.02  # seconds between two looks at whether there is a connection


def in_greenlet() -> bool:
    """Return whether SQLAlchemy runs this in a greenlet that may await on the loop."""
    greenlet = sys.modules.get("greenlet")
    return greenlet is not None and greenlet.getcurrent().parent is not None and asyncio._get_running_loop() is not None
