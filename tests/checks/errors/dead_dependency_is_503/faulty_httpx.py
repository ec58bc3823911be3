"""The stock of another service is asked for with httpx, and its silence is a 500."""

import httpx

from tests.checks.errors._base import make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("problem")


@app.get("/availability")
async def availability() -> dict[str, bool]:
    async with httpx.AsyncClient(base_url="http://inventory.example", timeout=2) as client:
        answer = await client.get("/stock")  # fault
    return {"available": answer.status_code == 200}
