"""Passwords, tokens and the brake on guessing; nothing here knows about HTTP."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

import jwt
from anyio import CapacityLimiter, to_thread
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from redis.asyncio import Redis

_ALGORITHM = "HS256"


class Passwords:
    """Hashes and verifies passwords off the event loop, a few at a time."""

    def __init__(self) -> None:
        # https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
        self._hasher = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
        # Each hash takes 19 MiB: the limit bounds memory, and leaves the threads of everybody else free.
        self._limiter = CapacityLimiter(4)
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        """Return a salted hash of the password."""
        return await to_thread.run_sync(self._hasher.hash, password, limiter=self._limiter)

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Tell whether the password fits; without a hash it takes as long and is False."""
        known = password_hash is not None
        fits = await to_thread.run_sync(
            self._hasher.verify, password, password_hash or self._nobody, limiter=self._limiter
        )
        return known and fits


class Tokens:
    """Signed statements of who the bearer is."""

    def __init__(self, secret_key: str, minutes: int) -> None:
        self._secret_key = secret_key
        self.lifetime = timedelta(minutes=minutes)

    def issue(self, user_id: int) -> str:
        """Return a token for this user."""
        now = datetime.now(UTC)
        claims = {"sub": str(user_id), "iat": now, "exp": now + self.lifetime}
        return jwt.encode(claims, self._secret_key, algorithm=_ALGORITHM)

    def read(self, token: str) -> int | None:
        """Return whose token this is, or None when it is not one of ours or has expired."""
        try:
            claims = jwt.decode(
                token, self._secret_key, algorithms=[_ALGORITHM], options={"require": ["sub", "iat", "exp"]}
            )
        except jwt.InvalidTokenError:
            return None
        return int(claims["sub"])


class LoginBrake:
    """Counts failed logins per name and address, in Redis so that all instances count together."""

    ALLOWED_FAILURES = 10
    WINDOW_SECONDS = 60

    def __init__(self, redis: Redis, prefix: str) -> None:
        self._redis = redis
        self._prefix = prefix

    async def holds(self, username: str, address: str) -> bool:
        """Tell whether there were too many failures lately."""
        failures = await self._redis.get(self._key(username, address))
        return failures is not None and int(failures) >= self.ALLOWED_FAILURES

    async def count_failure(self, username: str, address: str) -> None:
        """Remember one more failure."""
        key = self._key(username, address)
        async with self._redis.pipeline() as pipeline:
            pipeline.incr(key)
            pipeline.expire(key, self.WINDOW_SECONDS)
            await pipeline.execute()

    def _key(self, username: str, address: str) -> str:
        who = hashlib.sha256(f"{username} {address}".encode()).hexdigest()
        return f"{self._prefix}:login:{who}"
