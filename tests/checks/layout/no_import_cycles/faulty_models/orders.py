from pydantic import BaseModel

import tests.checks.layout.no_import_cycles.faulty_models.users as users  # fault


class Order(BaseModel):
    number: int

    def is_of(self, user: "users.User") -> bool:
        return isinstance(user, users.User)
