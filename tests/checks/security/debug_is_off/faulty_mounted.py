"""An app that is mounted runs in debug mode."""

from fastapi import FastAPI

from tests.checks.security._hardened import hardened

app = hardened()
admin = FastAPI(openapi_url=None, debug=True)  # fault


@admin.get("/users")
def users() -> list[str]:
    return ["ann"]


@app.get("/things")
def things() -> list[int]:
    return [1]


app.mount("/admin", admin)
