"""Every line has an id, and the client never hears of it."""

from fastapi import FastAPI

from tests.checks.logs.one_request_id._ids import id_logger, install

logger = id_logger("shop.untold")
app = FastAPI()  # fault
install(app, told=False)


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
