"""Where logs are what is printed as JSON, that is how this app logs."""

import json

from fastapi import FastAPI

app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    print(json.dumps({"severity": "INFO", "message": "prices"}), flush=True)
    return [1, 2, 3]
