"""The handler of crashes puts the headers on its answer itself, since CORS does not see it."""

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

ORIGINS = ["https://shop.example"]

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, expose_headers=["X-Total"])


@app.exception_handler(Exception)
async def crashed(request: Request, error: Exception) -> JSONResponse:
    answer = JSONResponse({"detail": "Something went wrong."}, 500)
    origin = request.headers.get("origin")
    if origin in ORIGINS:
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Access-Control-Expose-Headers"] = "X-Total"
        answer.headers["Vary"] = "Origin"
    return answer


@app.get("/items/{number}")
def item(number: int) -> dict[str, int]:
    return {"number": number}
