"""A dependency that is gone for one exchange: its database or its Redis refuses every command."""

from __future__ import annotations

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

    def __init__(self, canary: str) -> None:
        self.canary = canary
        self.struck = False

    def fail_redis(self) -> None:
        from redis.exceptions import ConnectionError as RedisConnectionError

        self.struck = True
        raise RedisConnectionError(f"Error 111 connecting to redis. Connection refused ({self.canary}).")
