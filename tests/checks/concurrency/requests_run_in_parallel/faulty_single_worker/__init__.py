"""A report is made in a pool of threads that has one."""

from fastapi import FastAPI

from tests.checks.concurrency.requests_run_in_parallel.faulty_single_worker import reports

app = FastAPI()
app.include_router(reports.router, prefix="/reports")
