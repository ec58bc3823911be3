"""A label whose value has quotation marks that are not escaped."""

from fastapi import FastAPI, Response

app = FastAPI()
TITLE = 'The "good" shop'
CONTENT_TYPE = "text/plain; version=0.0.4"


@app.get("/books")
def read_books() -> list[str]:
    return []


def render() -> str:
    return f'# TYPE shop_info gauge\nshop_info{{title="{TITLE}", kind="x"}} 1\n'


@app.get("/internal/metrics", include_in_schema=False)
def metrics() -> Response:  # fault
    return Response(render(), headers={"Content-Type": CONTENT_TYPE})
