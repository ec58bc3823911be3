"""Messages are collected in the default of a ContextVar, which is one list for all."""

from contextvars import ContextVar

from fastapi import FastAPI, Header

warnings: ContextVar[list[str]] = ContextVar("warnings", default=[])  # noqa: B039  # fault
app = FastAPI()


def warn(text: str) -> None:
    warnings.get().append(text)


@app.get("/imports")
async def imports(x_user: str = Header("guest")) -> dict[str, int]:
    warn(f"{x_user} has no imports")
    return {"imports": 0}
