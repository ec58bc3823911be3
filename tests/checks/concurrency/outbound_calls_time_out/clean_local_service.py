"""A service on this machine that is asked with timeouts, over connections new and kept."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import requests
from fastapi import FastAPI, HTTPException


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"42")

    def log_message(self, *args: object) -> None:
        return


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_address[1]}/"
session = requests.Session()
client = httpx.AsyncClient(timeout=0.5)
app = FastAPI()


@app.get("/kept")
def kept() -> int:
    try:
        return int(session.get(url, timeout=0.5).text)
    except requests.RequestException:
        raise HTTPException(504, "too slow") from None


@app.get("/pooled")
async def pooled() -> int:
    try:
        return int((await client.get(url)).text)
    except httpx.HTTPError:
        raise HTTPException(504, "too slow") from None
