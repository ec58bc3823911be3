"""Operations which are not in the schema document nothing, and need not."""

from fastapi import APIRouter, HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail", responses=None)
internal = APIRouter(prefix="/internal", include_in_schema=False)


@internal.get("/jobs/{job_id}")
async def read_job(job_id: int) -> int:
    if job_id != 1:
        raise HTTPException(404, "No such job")
    return job_id


@app.get("/teapot/{size}", include_in_schema=False)
async def teapot(size: int) -> int:
    if size > 3:
        raise HTTPException(418, "Too big a pot")
    return size


@app.get("/ping")
async def ping(count: int = 1) -> int:
    return count


app.include_router(internal)
