"""One task is added by a class-based dependency, one by the endpoint: they share one fate."""

from typing import Annotated

from fastapi import BackgroundTasks, Depends

from tests.checks.errors._base import make_app

app = make_app("envelope")
USAGE: list[str] = []
MAILS: list[int] = []


async def count_usage(name: str) -> None:
    USAGE.append(name)


async def mail(number: int) -> None:
    MAILS.append(number)


class Metered:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, tasks: BackgroundTasks) -> str:
        tasks.add_task(count_usage, self.name)  # fault
        return self.name


@app.post("/reports/{number}")
async def order_report(number: int, tasks: BackgroundTasks, name: Annotated[str, Depends(Metered("report"))]) -> str:
    tasks.add_task(mail, number)  # fault
    return name
