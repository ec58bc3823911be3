"""A session of requests keeps its connection to a service on this machine, and reads from it without an end."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from fastapi import FastAPI


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
session = requests.Session()
app = FastAPI()


@app.get("/answer")
def answer() -> int:
    return int(session.get(f"http://127.0.0.1:{server.server_address[1]}/").text)  # fault
