"""Plain ASGI that takes 200 for granted until a response says otherwise."""

from fastapi import APIRouter, FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

REQUESTS = Counter("api_requests", "Requests.", ["route", "code"])


class Counting:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        status = 200

        async def send_noting(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            REQUESTS.labels(route=route, code=str(status)).inc()  # fault


router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int) -> dict[str, int]:
    return {"id": user_id}


app = FastAPI()
app.add_middleware(Counting)
app.include_router(router)


@app.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
