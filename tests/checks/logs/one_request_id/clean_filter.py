"""A filter puts the id into every record, also from worker threads and background tasks."""

import asyncio

from fastapi import BackgroundTasks, FastAPI

from tests.checks.logs.one_request_id._ids import id_logger, install

logger = id_logger("shop.filtered")
app = FastAPI()
install(app)


@app.get("/prices")
def prices(tasks: BackgroundTasks) -> list[int]:
    logger.info("prices")
    tasks.add_task(logger.info, "afterwards")
    return [1, 2, 3]


@app.get("/orders")
async def orders() -> list[int]:
    await asyncio.to_thread(logger.info, "orders")
    return [1]
