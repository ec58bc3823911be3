"""A route class that counts what its handler returns."""

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
CALLS = Counter("calls", "Calls.", ["route", "status"], registry=registry)


class CountedRoute(APIRoute):
    def get_route_handler(self):
        handle = super().get_route_handler()

        async def counted(request: Request) -> Response:
            response = await handle(request)
            CALLS.labels(self.path, f"{response.status_code // 100}xx").inc()  # fault
            return response

        return counted


router = APIRouter(route_class=CountedRoute)


@router.post("/orders", status_code=201)
async def create_order() -> dict[str, int]:
    return {"id": 1}


app = FastAPI()
app.include_router(router)


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
