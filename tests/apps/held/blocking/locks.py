"""Waiting for threads."""

import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

from fastapi import APIRouter

router = APIRouter()
pool = ThreadPoolExecutor(4)
stock: queue.Queue[int] = queue.Queue()
lock = threading.Lock()
reentrant = threading.RLock()
condition = threading.Condition()


def _work() -> int:
    time.sleep(0.02)
    return 1


def _hold(held: threading.Lock, holding: threading.Event) -> None:
    with held:
        holding.set()
        time.sleep(0.02)


@router.get("/queue-get")
async def queue_get() -> str:
    try:
        stock.get(timeout=0.02)  # blocks: queue-get
    except queue.Empty:
        return "sold out"
    return "sold"


@router.get("/event-wait")
async def event_wait() -> bool:
    return threading.Event().wait(0.02)  # blocks: event-wait


@router.get("/condition-wait")
async def condition_wait() -> bool:
    with condition:
        return condition.wait(0.02)  # blocks: condition-wait


@router.get("/contended-lock")
async def contended_lock() -> str:
    holding = threading.Event()
    threading.Thread(target=_hold, args=[lock, holding]).start()
    await asyncio.to_thread(holding.wait)
    with lock:  # blocks: contended-lock
        return "mine"


@router.get("/contended-reentrant-lock")
async def contended_reentrant_lock() -> str:
    holding = threading.Event()
    threading.Thread(target=_hold, args=[reentrant, holding]).start()
    await asyncio.to_thread(holding.wait)
    reentrant.acquire(timeout=5)  # blocks: contended-reentrant-lock
    reentrant.release()
    return "mine"


@router.get("/semaphore")
async def semaphore() -> bool:
    return threading.Semaphore(0).acquire(timeout=0.02)  # blocks: semaphore


@router.get("/future-result")
async def future_result() -> int:
    return pool.submit(_work).result()  # blocks: future-result


@router.get("/pool-exit")
async def pool_exit() -> int:
    with ThreadPoolExecutor() as workers:  # blocks: pool-exit
        work = workers.submit(_work)
    return work.result()


@router.get("/pool-map")
async def pool_map() -> int:
    return sum(pool.map(lambda _: _work(), range(2)))  # blocks: pool-map


@router.get("/as-completed")
async def completed() -> int:
    work = [pool.submit(_work) for _ in range(2)]
    return sum(one.result() for one in as_completed(work))  # blocks: as-completed


@router.get("/futures-wait")
async def futures_wait() -> int:
    return len(wait([pool.submit(_work)]).done)  # blocks: futures-wait


@router.get("/thread-join")
async def thread_join() -> str:
    thread = threading.Thread(target=_work)
    thread.start()
    thread.join()  # blocks: thread-join
    return "joined"


async def _answer() -> str:
    await asyncio.sleep(0.02)
    return "answer"


@router.get("/loop-in-thread")
async def loop_in_thread() -> str:
    return pool.submit(asyncio.run, _answer()).result()  # blocks: loop-in-thread
