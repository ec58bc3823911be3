"""Two calls side by side in threads of the app's own, waited for in the endpoint."""

from concurrent.futures import ThreadPoolExecutor
from urllib.error import URLError
from urllib.request import urlopen

from fastapi import FastAPI

app = FastAPI()
workers = ThreadPoolExecutor(4)


def _length(url: str) -> int:
    try:
        with urlopen(url) as answer:  # fault
            return len(answer.read())
    except URLError:
        return 0


@app.get("/lengths")
def lengths() -> list[int]:
    urls = ("http://one.internal/", "http://two.internal/")
    return [future.result() for future in [workers.submit(_length, url) for url in urls]]
