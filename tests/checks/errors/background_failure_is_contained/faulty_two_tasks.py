"""Two background tasks: when the mail fails, the audit entry is never written."""

import logging

from fastapi import BackgroundTasks
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

log = logging.getLogger(__name__)
app = make_app("detail")
AUDIT: list[str] = []


class Order(BaseModel):
    email: Text


def send_mail(address: str) -> None:
    log.info("mail sent to %d characters", len(address))


def write_audit(what: str) -> None:
    AUDIT.append(what)


@app.post("/orders", status_code=201)
async def create_order(order: Order, tasks: BackgroundTasks) -> Order:
    tasks.add_task(send_mail, order.email)  # fault
    tasks.add_task(write_audit, "order")  # fault
    return order
