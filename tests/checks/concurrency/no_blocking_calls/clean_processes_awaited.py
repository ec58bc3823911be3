"""Programs and peers, awaited."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
    await writer.drain()
    writer.close()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5) as app.state.client:
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/program")
async def run_program() -> str:
    process = await asyncio.create_subprocess_exec("uname", "-s", stdout=asyncio.subprocess.PIPE)
    output, _ = await asyncio.wait_for(process.communicate(), 10)
    return output.decode().strip()


@app.get("/peer")
async def ask_peer(request: Request) -> str:
    response = await request.app.state.client.get("/")
    return response.text


@app.get("/addresses")
async def list_addresses() -> int:
    return len(await asyncio.get_running_loop().getaddrinfo("localhost", 80))
