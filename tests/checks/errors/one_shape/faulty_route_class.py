"""Version 2 lives in a router with a route class of its own, which answers validation errors in another shape."""

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from tests.checks.errors._base import make_app


class V2Route(APIRoute):
    def get_route_handler(self) -> Callable:
        handle = super().get_route_handler()

        async def tell_fields(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as exc:
                return JSONResponse({"errors": [e["msg"] for e in exc.errors()]}, status_code=422)  # fault

        return tell_fields


v1 = APIRouter(prefix="/v1")
v2 = APIRouter(prefix="/v2", route_class=V2Route)


@v1.get("/cars/{car_id}")
@v2.get("/cars/{car_id}")
async def read_car(car_id: int) -> dict[str, int]:
    if car_id > 10 or car_id < 1:
        raise HTTPException(404, "No such car")
    return {"id": car_id}


app = make_app("detail")
app.include_router(v1)
app.include_router(v2)
