"""Text by hand, with escapes and without a type for everything."""

import math

from fastapi import FastAPI, Response

app = FastAPI()
LABEL = 'a "b" \\ c'.replace("\\", "\\\\").replace('"', '\\"')


@app.get("/")
async def root() -> str:
    return "root"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    text = f'# HELP up_since Start.\nup_since{{name="{LABEL}"}} {math.inf}\nlast_seen NaN\n# a comment\nplain 3\n'
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")
