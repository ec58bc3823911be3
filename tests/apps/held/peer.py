"""A peer on this machine that takes 20 ms for an answer, over HTTP, TCP, TLS and UDP."""

import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECONDS = 0.02


class _Http(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        time.sleep(SECONDS)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while line := self.rfile.readline():
            time.sleep(SECONDS)
            self.wfile.write(line)


class _Tls(_Line):
    def setup(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        without_certificates(context)
        self.request = context.wrap_socket(self.request, server_side=True)
        super().setup()


class _Datagram(socketserver.DatagramRequestHandler):
    def handle(self) -> None:
        time.sleep(SECONDS)
        self.wfile.write(self.rfile.read())


class _Sink(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.rfile.read()


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


class _Udp(socketserver.ThreadingUDPServer):
    daemon_threads = True


class Peer:
    """Runs in threads of its own; `url`, `line`, `tls`, `udp` and `sink` are where, while it does."""

    def __init__(self) -> None:
        self.url = ""
        self.line = self.tls = self.udp = self.sink = ("127.0.0.1", 0)

    @contextmanager
    def running(self) -> Iterator[None]:
        with ExitStack() as stack:
            http = _serve(stack, ThreadingHTTPServer(("127.0.0.1", 0), _Http))
            self.url = f"http://127.0.0.1:{http[1]}/"
            self.line = _serve(stack, _Tcp(("127.0.0.1", 0), _Line))
            self.tls = _serve(stack, _Tcp(("127.0.0.1", 0), _Tls))
            self.udp = _serve(stack, _Udp(("127.0.0.1", 0), _Datagram))
            self.sink = _serve(stack, _Tcp(("127.0.0.1", 0), _Sink))
            yield


def _serve(stack: ExitStack, server: socketserver.BaseServer) -> tuple[str, int]:
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    host, port = server.socket.getsockname()[:2]
    return host, port


def without_certificates(context: ssl.SSLContext) -> None:
    """Let both ends agree on a cipher that needs no certificate."""
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("aNULL:@SECLEVEL=0")


def ask(connection: socket.socket) -> bytes:
    """Say a line and wait for it to come back."""
    connection.sendall(b"hello\n")  # blocks: log-handler
    return connection.recv(100)  # blocks: log-handler
