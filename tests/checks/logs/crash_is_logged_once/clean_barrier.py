"""A middleware logs and answers; a warning further inside names the error without its traceback."""

import logging

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

logger = logging.getLogger(__name__)


class Noting(APIRoute):
    def get_route_handler(self):
        inner = super().get_route_handler()

        async def handle(request: Request):
            try:
                return await inner(request)
            except Exception as error:
                logger.warning("%s failed: %s", request.url.path, error)
                raise

        return handle


app = FastAPI()
router = APIRouter(route_class=Noting)


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        logger.exception("unhandled")
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@router.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]


app.include_router(router)
