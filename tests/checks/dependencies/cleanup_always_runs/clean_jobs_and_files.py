"""Jobs end as done or as failed, files are kept or thrown away, connections go back or are given up."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI

folder = Path(tempfile.mkdtemp())


class Job:
    def __init__(self) -> None:
        self.state = "new"

    def start(self) -> None:
        self.state = "running"

    def finish(self) -> None:
        self.state = "done"

    def fail(self, error: BaseException) -> None:
        self.state = f"failed: {error}"


def job() -> Iterator[Job]:
    one = Job()
    one.start()
    try:
        yield one
    except BaseException as error:
        one.fail(error)
        raise
    else:
        one.finish()


def upload() -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    except BaseException:
        os.unlink(name)
        raise
    os.replace(name, folder / "latest")


class Pool:
    def __init__(self) -> None:
        self.idle = [object() for _ in range(40)]

    def getconn(self) -> object:
        return self.idle.pop()

    def putconn(self, connection: object, *, close: bool = False) -> None:
        self.idle.append(object() if close else connection)


pool = Pool()


def connection() -> Iterator[object]:
    one = pool.getconn()
    try:
        yield one
    except BaseException:
        pool.putconn(one, close=True)
        raise
    else:
        pool.putconn(one)


app = FastAPI()


@app.post("/jobs")
def run_job(one: Job = Depends(job)) -> str:
    return one.state


@app.post("/uploads")
def save(path: Path = Depends(upload)) -> int:
    return path.write_text("content")


@app.get("/connections")
def count(_: object = Depends(connection)) -> int:
    return len(pool.idle)
