"""Clients that wait for a peer, and those of a Redis that answers within a tenth of a millisecond."""

import logging
import logging.handlers
import socket
import ssl
import urllib.request
import xmlrpc.client

import httpx
import redis
import requests
import urllib3
from fastapi import APIRouter

from tests.apps.held.peer import ask, without_certificates
from tests.apps.held.surroundings import PEER
from tests.apps.held.vendors.weather import WeatherService

router = APIRouter()
cache = redis.Redis(host="localhost")
session = requests.Session()
shipping = logging.getLogger("tests.apps.held.shipping")


@router.get("/requests")
async def with_requests() -> str:
    return requests.get(PEER.url, timeout=5).text  # blocks: requests


@router.get("/requests-session")
async def with_requests_session() -> str:
    return session.post(PEER.url, json={"a": 1}, timeout=5).text  # blocks: requests-session


@router.get("/urllib")
async def with_urllib() -> str:
    with urllib.request.urlopen(PEER.url, timeout=5) as response:  # blocks: urllib
        return response.read().decode()


@router.get("/urllib3")
async def with_urllib3() -> str:
    return urllib3.PoolManager().request("GET", PEER.url).data.decode()  # blocks: urllib3


@router.get("/http-client")
async def with_http_client() -> str:
    return await WeatherService().today()


@router.get("/httpx")
async def with_httpx() -> str:
    with httpx.Client() as client:
        return client.get(PEER.url).text  # blocks: httpx


@router.get("/httpx-function")
async def with_httpx_function() -> int:
    return httpx.post(PEER.url, content=b"x" * 100).status_code  # blocks: httpx-function


@router.get("/xmlrpc")
async def with_xmlrpc() -> str:
    try:
        xmlrpc.client.ServerProxy(PEER.url).price("lamp")  # blocks: xmlrpc
    except Exception as error:
        return type(error).__name__
    return "priced"


@router.get("/socket")
async def with_socket() -> str:
    with socket.create_connection(PEER.line) as connection:  # blocks: socket
        connection.sendall(b"hello\n")  # blocks: socket
        return connection.recv(100).decode()  # blocks: socket


@router.get("/socket-file")
async def with_socket_file() -> str:
    connection = socket.create_connection(PEER.line)  # blocks: socket-file
    with connection, connection.makefile("rw") as file:  # blocks: socket-file
        file.write("hello\n")  # blocks: socket-file
        file.flush()  # blocks: socket-file
        return file.readline()  # blocks: socket-file


@router.get("/datagram")
async def with_datagram() -> str:
    with socket.socket(type=socket.SOCK_DGRAM) as connection:
        connection.sendto(b"hello", PEER.udp)  # blocks: datagram
        return connection.recvfrom(100)[0].decode()  # blocks: datagram


@router.get("/tls")
async def with_tls() -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    without_certificates(context)
    plain = socket.create_connection(PEER.tls)  # blocks: tls
    with context.wrap_socket(plain) as connection:  # blocks: tls
        connection.sendall(b"hello\n")  # blocks: tls
        return connection.recv(100).decode()  # blocks: tls


@router.get("/name-lookup")
async def name_lookup() -> str:
    return socket.gethostbyname("localhost")  # blocks: name-lookup


@router.get("/address-lookup")
async def address_lookup() -> int:
    return len(socket.getaddrinfo("localhost", 80))  # blocks: address-lookup


@router.get("/redis-get")
async def redis_get() -> str:
    return str(cache.get("held:greeting"))  # blocks: redis-get


@router.get("/redis-pop")
async def redis_pop() -> str:
    return str(cache.blpop(["held:nothing"], timeout=0.03))  # blocks: redis-pop


@router.get("/redis-pipeline")
async def redis_pipeline() -> int:
    with cache.pipeline() as pipeline:
        pipeline.set("held:greeting", "hello")
        pipeline.expire("held:greeting", 60)
        return len(pipeline.execute())  # blocks: redis-pipeline


class Shipper(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        with socket.create_connection(PEER.line) as connection:  # blocks: log-handler
            ask(connection)


@router.get("/log-handler")
async def log_handler() -> str:
    shipping.warning("an order was made")  # blocks: log-handler
    return "logged"


@router.get("/log-socket")
async def log_socket() -> str:
    collector = logging.handlers.SocketHandler(*PEER.sink)
    record = logging.makeLogRecord({"msg": "an order was made"})
    collector.handle(record)  # blocks: log-socket
    collector.close()
    return "logged"


shipping.addHandler(Shipper())
shipping.propagate = False
