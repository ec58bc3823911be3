"""A router for those who run the service, included like all others; text by hand."""

from fastapi import APIRouter, FastAPI
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/ops", tags=["operations"])


@router.get("/prometheus", response_class=PlainTextResponse)
def prometheus() -> str:  # fault
    return "# TYPE shop_open gauge\nshop_open 1\n"


app = FastAPI()
app.include_router(router, prefix="/v1")


@app.get("/shops")
def read_shops() -> list[str]:
    return []
