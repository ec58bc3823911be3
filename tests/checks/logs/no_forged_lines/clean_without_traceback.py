"""An error that was never raised is logged with what it says, as a library written in C hands it over."""

import logging

from fastapi import FastAPI

app = FastAPI()
log = logging.getLogger("files")
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
log.addHandler(handler)
log.propagate = False


@app.get("/files")
async def files(name: str = "a") -> dict[str, int]:
    log.warning("a file cannot be opened", exc_info=FileNotFoundError(f"{name}: no such file"))
    return {"size": 0}
