"""Jobs that take minutes are started by one request, asked about by others, and called off by one more."""

import asyncio
import uuid

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Job:
    def __init__(self, rows: int) -> None:
        self.rows, self.done = rows, 0
        self.task = asyncio.create_task(self.run())

    async def run(self) -> None:
        while self.done < self.rows:
            await asyncio.sleep(1)
            self.done += 1


JOBS: dict[str, Job] = {}


def job(id: str) -> Job:
    if id not in JOBS:
        raise HTTPException(404, "no such job")
    return JOBS[id]


@app.post("/jobs", status_code=202)
async def start(rows: int = 120) -> dict[str, str]:
    id = uuid.uuid4().hex
    JOBS[id] = Job(rows)
    return {"id": id}


@app.get("/jobs/{id}")
async def progress(id: str) -> dict[str, int]:
    return {"done": job(id).done}


@app.delete("/jobs/{id}", status_code=204)
async def cancel(id: str) -> None:
    job(id).task.cancel()
    del JOBS[id]
