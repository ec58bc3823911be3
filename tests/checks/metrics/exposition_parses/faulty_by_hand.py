"""An exposition written by hand, with a text where a number belongs."""

from collections import Counter

from fastapi import APIRouter, FastAPI
from fastapi.responses import PlainTextResponse

app = FastAPI()
router = APIRouter(include_in_schema=False)
requests: Counter[str] = Counter()


@app.get("/hello")
async def hello() -> str:
    requests["/hello"] += 1
    return "hello"


@router.get("/metrics", response_class=PlainTextResponse)
def metrics() -> str:  # fault
    lines = ["# HELP app_requests_total Requests.", "# TYPE app_requests_total counter"]
    lines += [f'app_requests_total{{path="{path}"}} {number}' for path, number in requests.items()]
    lines.append("# TYPE app_version gauge")
    lines.append("app_version 1.4.2")
    return "\n".join(lines) + "\n"


app.include_router(router)
