"""httpx clients that talk to the running app: what hooks, checks and evidence of users get as `client`."""

from __future__ import annotations

import httpx

from conformance.app.exchange import Caller, Exchange, Request
from conformance.app.service import Service

BASE = "http://127.0.0.1:8000"


class Transport(httpx.BaseTransport):
    """Hands a client's requests to the service, from any thread but its loop's."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return _response(self._service.send(_request(request, request.read())), request)


class AsyncTransport(httpx.AsyncBaseTransport):
    """Hands a client's requests to the service, from its loop."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return _response(await self._service.send_async(_request(request, await request.aread())), request)


def client(service: Service, caller: Caller | None = None) -> httpx.Client:
    """Return a client of the running app, calling as `caller`."""
    return httpx.Client(transport=Transport(service), base_url=BASE, headers=_headers(caller), cookies=_cookies(caller))


def async_client(service: Service, caller: Caller | None = None) -> httpx.AsyncClient:
    """Return a client for coroutines on the app's own loop, calling as `caller`."""
    return httpx.AsyncClient(
        transport=AsyncTransport(service), base_url=BASE, headers=_headers(caller), cookies=_cookies(caller)
    )


def _headers(caller: Caller | None) -> dict[str, str]:
    return dict(caller.headers) if caller is not None else {}


def _cookies(caller: Caller | None) -> dict[str, str]:
    return dict(caller.cookies) if caller is not None else {}


def _request(request: httpx.Request, body: bytes) -> Request:
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    headers = tuple((name.lower(), value) for name, value in request.headers.multi_items())
    return Request(request.method, path, tuple(httpx.QueryParams(query).multi_items()), headers, body)


def _response(exchange: Exchange, request: httpx.Request) -> httpx.Response:
    if exchange.failure:
        raise httpx.ReadTimeout(exchange.failure, request=request)
    if exchange.status is None:
        raise httpx.RemoteProtocolError(f"the app sent no response: {exchange.exception!r}", request=request)
    headers = [(name, value) for name, value in exchange.headers if name != "content-encoding"]
    return httpx.Response(exchange.status, headers=headers, content=exchange.body, request=request)
