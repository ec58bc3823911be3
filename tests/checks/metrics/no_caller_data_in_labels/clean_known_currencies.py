"""Currencies that are known have a label of their own, all others share one."""

from fastapi import FastAPI, HTTPException
from fastapi.exception_handlers import http_exception_handler
from prometheus_client import CollectorRegistry, Counter, make_asgi_app
from starlette.exceptions import HTTPException as StarletteHTTPException

registry = CollectorRegistry()
ERR = Counter("clerr", "Errors.", ["code"], registry=registry)
CUR = Counter("currency_used", "Currencies.", ["currency"], registry=registry)
KNOWN = {"EUR", "USD"}
app = FastAPI()


@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    ERR.labels(str(exc.status_code)).inc()
    return await http_exception_handler(request, exc)


@app.get("/price/{number}")
async def price(number: int, currency: str = "EUR") -> str:
    CUR.labels(currency if currency in KNOWN else "other").inc()
    if number > 10**6:
        raise HTTPException(404)
    return currency


app.mount("/metrics", make_asgi_app(registry=registry))
