"""What only some endpoints open is closed where it was opened."""

import io
from collections.abc import AsyncIterator, Iterator

from fastapi import Depends, FastAPI, Request


async def file_of_request(request: Request) -> AsyncIterator[None]:
    request.state.file = None
    try:
        yield
    finally:
        if request.state.file is not None:
            request.state.file.close()


class Files:
    def __init__(self) -> None:
        self.opened: list[io.StringIO] = []

    def new(self) -> io.StringIO:
        self.opened.append(io.StringIO())
        return self.opened[-1]


def files() -> Iterator[Files]:
    found = Files()
    try:
        yield found
    finally:
        for file in found.opened:
            file.close()
        found.opened.clear()


app = FastAPI(dependencies=[Depends(file_of_request)])


@app.get("/with")
async def read_with(request: Request) -> str:
    request.state.file = io.StringIO("text")
    return str(request.state.file.read())


@app.get("/without")
async def read_without() -> str:
    return "nothing"


@app.get("/many")
def read_many(opened: Files = Depends(files)) -> int:
    return opened.new().write("text") + opened.new().write("more")
