"""A worker thread keeps an index up to date under a lock; who searches waits for it on the loop."""

import asyncio
import threading
import time

from fastapi import FastAPI

ALSO = ["concurrency.no-blocking-calls", "concurrency.requests-run-in-parallel"]
app = FastAPI()


class Index:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rebuilding = threading.Event()

    def rebuild(self) -> None:
        with self.lock:
            self.rebuilding.set()
            time.sleep(0.03)

    def search(self, word: str) -> list[str]:
        with self.lock:  # fault
            return [word]


@app.get("/search")
async def search(word: str = "lamp") -> list[str]:
    index = Index()
    threading.Thread(target=index.rebuild, daemon=True).start()
    await asyncio.to_thread(index.rebuilding.wait)
    return index.search(word)
