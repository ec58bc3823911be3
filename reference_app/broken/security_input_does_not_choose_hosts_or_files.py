"""A picture is read by whatever name it is asked for."""

import asyncio
from pathlib import Path

from fastapi import HTTPException, Response

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import Text

FOLDER = Path(__file__).parent / "pictures"

app = create_app()


@app.get("/pictures/{name:path}", response_class=Response, responses=responses(404, 422), tags=["items"])
async def read_picture(name: Text) -> Response:
    """Return a picture."""
    try:
        content = await asyncio.to_thread(_read, FOLDER / name)
    except (OSError, ValueError):
        raise HTTPException(404, "There is no such picture.") from None
    return Response(content, media_type="image/png")


def _read(path: Path) -> bytes:
    return path.read_bytes()  # fault
