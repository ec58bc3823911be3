"""Each upload makes an executor that is never shut down."""

from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()


class Uploads:
    def __init__(self) -> None:
        self.pools: list[ThreadPoolExecutor] = []

    def store(self, data: str) -> int:
        pool = ThreadPoolExecutor(max_workers=1)
        self.pools.append(pool)
        return pool.submit(len, data).result()  # fault


uploads = Uploads()


@app.put("/uploads/{name}")
def upload(name: str) -> int:
    return uploads.store(name)
