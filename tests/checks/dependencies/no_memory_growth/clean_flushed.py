"""Events are gathered and written away by a thread now and then."""

import threading
from contextlib import asynccontextmanager

from fastapi import FastAPI


class Events:
    def __init__(self) -> None:
        self._pending: tuple[str, ...] = ()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def add(self, event: str) -> None:
        with self._lock:
            self._pending = (*self._pending, event)

    def _run(self) -> None:
        while not self._stop.wait(0.2):
            self._flush()
        self._flush()

    def _flush(self) -> None:
        with self._lock:
            self._pending = ()


events = Events()


@asynccontextmanager
async def lifespan(app: FastAPI):
    events.start()
    yield
    events.stop()


app = FastAPI(lifespan=lifespan)


@app.get("/home")
async def home() -> str:
    events.add("somebody came home, and looked around for a while")
    return "home"
