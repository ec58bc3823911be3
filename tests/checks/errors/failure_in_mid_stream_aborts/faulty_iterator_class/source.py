"""What is exported."""

import json
from collections.abc import AsyncIterator

RECORDS = [{"id": 1, "price": "3"}, {"id": 2, "price": "4"}, {"id": 3, "price": "free"}, {"id": 4, "price": "5"}]


async def prices() -> AsyncIterator[str]:
    for record in RECORDS:
        yield json.dumps({"id": record["id"], "price": int(record["price"])}) + "\n"
