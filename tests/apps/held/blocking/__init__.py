"""Operations that hold the event loop."""

from fastapi import APIRouter

from tests.apps.held.blocking import (
    computing,
    databases,
    files,
    layers,
    locks,
    models,
    network,
    processes,
    tasks,
    waits,
)
from tests.apps.held.surroundings import postgres_answers

router = APIRouter(prefix="/blocking")
for module in (waits, layers, models, computing, processes, network, databases, files, locks, tasks):
    router.include_router(module.router)
if postgres_answers():
    from tests.apps.held.blocking import postgres

    router.include_router(postgres.router)
