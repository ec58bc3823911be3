"""Each request starts a thread that polls for ever."""

import threading
import time

from fastapi import FastAPI

app = FastAPI()
threads: list[threading.Thread] = []


def poll(job: int) -> None:
    while True:
        time.sleep(0.05)


@app.post("/jobs/{job}/monitor")
def monitor(job: int) -> dict[str, int]:
    thread = threading.Thread(target=poll, args=(job,), daemon=True)
    threads.append(thread)
    thread.start()  # fault
    return {"job": job}
