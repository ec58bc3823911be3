"""Set-Cookie written by hand, without what keeps scripts out."""

import secrets

from fastapi import Response

from tests.checks.security._hardened import hardened

app = hardened()


@app.post("/sessions", status_code=201)
def start(response: Response) -> dict[str, bool]:
    key = secrets.token_urlsafe(16)
    response.headers["Set-Cookie"] = f"session_id={key}; Path=/; Secure; SameSite=Lax"  # fault
    return {"started": True}
