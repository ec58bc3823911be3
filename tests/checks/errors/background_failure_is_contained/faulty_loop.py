"""One task for each reader: the first address that bounces ends the newsletter."""

from fastapi import APIRouter, BackgroundTasks

from tests.checks.errors._base import make_app

app = make_app("problem")
router = APIRouter(prefix="/newsletter")
READERS = ["ann@example.com", "bob@example.com", "eve@example.com"]
SENT: list[str] = []


async def send(address: str, number: int) -> None:
    SENT.append(f"{address} {number}")


@router.post("/{number}", status_code=202)
async def send_newsletter(number: int, tasks: BackgroundTasks) -> dict[str, int]:
    for reader in READERS:
        tasks.add_task(send, reader, number)  # fault
    return {"readers": len(READERS)}


app.include_router(router)
