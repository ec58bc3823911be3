"""A middleware logs with structlog what the endpoint's wrapper has logged already."""

import structlog
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
)
logger = structlog.get_logger()


class Logging(APIRoute):
    def get_route_handler(self):
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await inner(request)
            except HTTPException:
                raise
            except Exception:
                logger.exception("route failed")  # fault
                raise

        return handle


app = FastAPI()
router = APIRouter(route_class=Logging)


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        logger.error("request failed", exc_info=True)
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@router.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]


app.include_router(router)
