"""The report is written when the answer is out, which the other callers feel all the same."""

import csv
import io

from fastapi import APIRouter, BackgroundTasks, FastAPI

ALSO = ["concurrency.requests-run-in-parallel"]

router = APIRouter(prefix="/reports")


async def write_report(rows: int) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    for number in range(rows):  # fault
        writer.writerow([number, f"item {number}", number * 2.5])  # fault


@router.post("/", status_code=202)
async def order_report(tasks: BackgroundTasks) -> dict[str, str]:
    tasks.add_task(write_report, 110_000)
    return {"state": "ordered"}


app = FastAPI()
app.include_router(router)
