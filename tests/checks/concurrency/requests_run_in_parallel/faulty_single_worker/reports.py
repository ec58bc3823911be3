"""Reports."""

from fastapi import APIRouter

from tests.checks.concurrency.requests_run_in_parallel.faulty_single_worker.working import in_background, render

router = APIRouter()


@router.get("/{month}")
async def report(month: int) -> dict[str, str]:
    return {"report": await in_background(render, month)}
