"""An app that is mounted shows its own."""

from fastapi import FastAPI

from tests.checks.security._hardened import hardened

app = hardened()
admin = FastAPI()  # fault


@admin.get("/users")
def users() -> list[str]:
    return ["ann"]


app.mount("/admin", admin)
