"""A server on this machine that takes what logs are sent to, over TCP and HTTP."""

import socketserver
import threading


class _Taking(socketserver.StreamRequestHandler):
    timeout = 2

    def handle(self) -> None:
        self.rfile.readline()
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def collector() -> int:
    """Start one; return its port."""
    server = _Server(("127.0.0.1", 0), _Taking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]
