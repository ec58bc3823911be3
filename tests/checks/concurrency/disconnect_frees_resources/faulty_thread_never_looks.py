"""A generator in a worker thread waits for news for ever, whoever is there to read them."""

import queue
import time
from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
news: "queue.Queue[str]" = queue.Queue()


def tail() -> Iterator[str]:
    yield "data: hello\n\n"
    while True:  # fault
        try:
            item = news.get_nowait()
        except queue.Empty:
            time.sleep(0.05)
            continue
        yield f"data: {item}\n\n"


@app.get("/news")
def read_news() -> StreamingResponse:
    return StreamingResponse(tail(), media_type="text/event-stream")
