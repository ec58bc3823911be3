from fastapi import FastAPI

import tests.checks.layout.no_import_cycles.faulty_by_name.users as users

app = FastAPI()
app.include_router(users.router)
