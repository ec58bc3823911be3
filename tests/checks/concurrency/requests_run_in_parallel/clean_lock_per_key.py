"""A lock for each account, so that only requests for the same one wait for one another."""

import asyncio
import threading
import time
from collections import defaultdict
from weakref import WeakValueDictionary

from fastapi import FastAPI

app = FastAPI()


class Accounts:
    def __init__(self) -> None:
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def balance(self, account: str) -> int:
        async with self._locks[account]:
            await asyncio.sleep(0.01)
            return len(account)


class Weak:
    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def limit(self, account: str) -> int:
        lock = self._locks.get(account)
        if lock is None:
            lock = self._locks[account] = asyncio.Lock()
        async with lock:
            await asyncio.sleep(0.01)
            return 100


_file_locks: dict[str, threading.Lock] = {}


def _statement(account: str) -> str:
    lock = _file_locks.setdefault(account, threading.Lock())
    with lock:
        time.sleep(0.01)
        return "nothing happened"


accounts, weak = Accounts(), Weak()


@app.get("/accounts/{account}/balance")
async def balance(account: str) -> int:
    return await accounts.balance(account)


@app.get("/accounts/{account}/limit")
async def limit(account: str) -> int:
    return await weak.limit(account)


@app.get("/accounts/{account}/statement")
def statement(account: str) -> str:
    return _statement(account)
