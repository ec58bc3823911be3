"""The app."""

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app
from tests.checks.errors.failure_in_mid_stream_aborts.faulty_iterator_class.chunks import Chunks
from tests.checks.errors.failure_in_mid_stream_aborts.faulty_iterator_class.source import prices

router = APIRouter()


@router.get("/prices.ndjson")
async def export() -> StreamingResponse:
    return StreamingResponse(Chunks(prices()), media_type="application/x-ndjson")


app = make_app("detail")
app.include_router(router, prefix="/v1")
