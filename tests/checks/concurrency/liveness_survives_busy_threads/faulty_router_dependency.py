"""Every route of the app has a dependency with a yield in a thread, the probe included."""

from collections.abc import Iterator

from fastapi import Depends, FastAPI


class Audit:
    def __init__(self) -> None:
        self.open = 0


audit = Audit()


def audited() -> Iterator[None]:  # fault
    audit.open += 1
    try:
        yield
    finally:
        audit.open -= 1


app = FastAPI(dependencies=[Depends(audited)])


@app.get("/livez")
async def livez() -> str:
    return "ok"


@app.get("/open")
async def opened() -> int:
    return audit.open
