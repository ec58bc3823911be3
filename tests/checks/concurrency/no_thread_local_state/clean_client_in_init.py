"""A subclass makes its client in `__init__`, which runs once in each thread."""

import threading

from fastapi import FastAPI


class Client:
    def get(self, path: str) -> str:
        return path.upper()


class Clients(threading.local):
    def __init__(self) -> None:
        self.client = Client()


clients = Clients()
app = FastAPI()


@app.get("/remote")
def remote(path: str = "home") -> dict[str, str]:
    return {"found": clients.client.get(path)}
