"""Operations that look as if they held the event loop, and do not."""

from fastapi import APIRouter

from tests.apps.held.clean import computing, databases, files, logs, network, responses, synchronised, threads
from tests.apps.held.surroundings import postgres_answers

router = APIRouter(prefix="/clean")
for module in (threads, synchronised, network, databases, files, logs, responses, computing):
    router.include_router(module.router)
if postgres_answers():
    from tests.apps.held.clean import postgres

    router.include_router(postgres.router)
