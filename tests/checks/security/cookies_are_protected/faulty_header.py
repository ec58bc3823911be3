"""The header is written by hand; another cookie may be read by scripts."""

from fastapi import Response

from tests.checks.security._hardened import hardened

app = hardened()


@app.get("/start")
def start(response: Response) -> str:
    response.headers.append("Set-Cookie", "sid=8d7f6a; Path=/; SameSite=None")  # fault
    response.headers.append("Set-Cookie", "theme=dark; Path=/")
    return "started"
