"""The documentation promises a PNG; the answer is JSON."""

from fastapi.responses import Response

from tests.checks.errors._base import make_app

app = make_app("problem")
PNG = {200: {"content": {"image/png": {}}, "description": "A chart"}}


@app.get("/chart", response_class=Response, responses=PNG)
async def chart():  # fault
    return Response('{"chart": "not ready"}', media_type="application/json")  # fault
