"""Clients that await, and programs that are awaited."""

import asyncio
import ssl
from urllib.parse import urlsplit

import httpx
import redis.asyncio
from fastapi import APIRouter

from tests.apps.held.peer import without_certificates
from tests.apps.held.surroundings import PEER

router = APIRouter()
TLS = ssl.create_default_context()


@router.get("/httpx")
async def with_httpx() -> str:
    async with httpx.AsyncClient(verify=TLS) as client:
        return (await client.get(PEER.url)).text


@router.get("/httpx-many")
async def with_httpx_many() -> int:
    async with httpx.AsyncClient(verify=False) as client:
        answers = await asyncio.gather(*(client.get(PEER.url) for _ in range(5)))
    return len(answers)


@router.get("/httpx-by-name")
async def with_httpx_by_name() -> int:
    async with httpx.AsyncClient(verify=False) as client:
        return (await client.get(f"http://localhost:{urlsplit(PEER.url).port}/")).status_code


@router.get("/redis")
async def with_redis() -> str:
    async with redis.asyncio.Redis(host="localhost") as cache:
        await cache.set("held:async", "hello", ex=60)
        return str(await cache.get("held:async"))


@router.get("/redis-pop")
async def with_redis_pop() -> str:
    async with redis.asyncio.Redis(host="localhost") as cache:
        return str(await cache.blpop(["held:nothing"], timeout=0.03))


@router.get("/redis-pipeline")
async def with_redis_pipeline() -> int:
    async with redis.asyncio.Redis(host="localhost") as cache, cache.pipeline() as pipeline:
        return len(await pipeline.set("held:async", "hello").get("held:async").execute())


@router.get("/streams")
async def with_streams() -> str:
    reader, writer = await asyncio.open_connection(*PEER.line)
    writer.write(b"hello\n")
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


@router.get("/tls-streams")
async def with_tls_streams() -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    without_certificates(context)
    reader, writer = await asyncio.open_connection(*PEER.tls, ssl=context)
    writer.write(b"hello\n")
    answer = await reader.readline()
    writer.close()
    return answer.decode()


@router.get("/address-lookup")
async def address_lookup() -> int:
    return len(await asyncio.get_running_loop().getaddrinfo("localhost", 80))


@router.get("/subprocess")
async def with_subprocess() -> str:
    process = await asyncio.create_subprocess_exec("sh", "-c", "sleep 0.02; echo done", stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    return output.decode()


@router.get("/subprocess-shell")
async def with_subprocess_shell() -> int:
    process = await asyncio.create_subprocess_shell("sleep 0.02")
    return await process.wait()
