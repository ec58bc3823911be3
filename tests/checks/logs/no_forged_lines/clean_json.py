"""JSON escapes line breaks and escapes."""

import json
import logging
import sys

from fastapi import FastAPI


class AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"level": record.levelname, "message": record.getMessage()})


handler = logging.StreamHandler(sys.stderr)
handler.setFormatter(AsJson())
logger = logging.getLogger("shop.json")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [handler]
app = FastAPI()


@app.get("/items")
async def search(q: str = "") -> list[str]:
    logger.info(f"search for {q}")
    return []
