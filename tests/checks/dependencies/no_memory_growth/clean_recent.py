"""The latest thousand views are kept, in three ways, and a text that is cut."""

from collections import deque

from fastapi import FastAPI, Request

app = FastAPI()
views: deque[dict[str, str]] = deque(maxlen=1000)
latest: list[dict[str, str]] = []
journal = ""


class Ring:
    def __init__(self, size: int) -> None:
        self._size, self._next = size, 0
        self._slots: dict[int, dict[str, str]] = {}

    def put(self, item: dict[str, str]) -> None:
        self._slots[self._next % self._size] = item
        self._next += 1


ring = Ring(50)


@app.get("/views")
async def seen(request: Request) -> int:
    global journal
    view = {"path": request.url.path, "agent": request.headers.get("user-agent", "")}
    views.append(view)
    latest.append(dict(view))
    del latest[:-1000]
    ring.put(dict(view))
    journal = (journal + f"{view}\n")[-10_000:]
    return len(views)
