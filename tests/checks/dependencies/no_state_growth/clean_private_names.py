"""What is kept has private names, which Python mangles, and is bounded all the same."""

import time

from fastapi import FastAPI

app = FastAPI()


class Visits:
    def __init__(self, most: int) -> None:
        self.__most = most
        self.__entries: list[float] = []

    def add(self) -> int:
        self.__entries.append(time.monotonic())
        while len(self.__entries) > self.__most:
            self.__entries.pop(0)
        return len(self.__entries)


visits = Visits(1000)


@app.get("/visits")
async def seen() -> int:
    return visits.add()
