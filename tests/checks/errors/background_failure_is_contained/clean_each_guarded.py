"""Every task catches and logs what goes wrong in itself."""

import logging

from fastapi import BackgroundTasks

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("envelope")
OUTBOX: list[str] = []
AUDIT: list[str] = []


async def send_mail(address: str) -> None:
    try:
        OUTBOX.append(address.lower())
    except Exception:
        log.exception("send_mail failed")


def write_audit(what: str) -> None:
    try:
        AUDIT.append(what.lower())
    except Exception:
        log.exception("write_audit failed")


@app.post("/orders", status_code=201)
async def create_order(tasks: BackgroundTasks, email: str = "ann@example.com") -> str:
    tasks.add_task(send_mail, email)
    tasks.add_task(write_audit, "order")
    return email
