"""Every request wraps the notifier once more, and so keeps all the wrappers before it."""

from collections.abc import Callable

from fastapi import FastAPI, Request

app = FastAPI()
Notify = Callable[[str], None]


def notify(message: str) -> None:
    """Tell those who want to know."""


app.state.notify = notify


def tagged(inner: Notify, tag: str) -> Notify:
    def send(message: str) -> None:  # fault
        inner(f"{tag}: {message}")

    return send


@app.get("/offers")
async def offers(request: Request) -> list[str]:
    request.app.state.notify = tagged(request.app.state.notify, "offers")  # fault
    return ["tea", "milk"]
