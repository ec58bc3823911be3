"""One HTTP client for the whole app, made without a timeout two modules away from the endpoints."""

from fastapi import FastAPI

from tests.checks.concurrency.outbound_calls_time_out.faulty_helper_of_many import orders, users

app = FastAPI()
app.include_router(orders.router)
app.include_router(users.router)
