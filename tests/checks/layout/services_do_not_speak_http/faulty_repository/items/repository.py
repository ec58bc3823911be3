import fastapi


class Items:
    def __init__(self) -> None:
        self._names: dict[str, int] = {}

    def add(self, name: str) -> str:
        if name in self._names:
            raise fastapi.HTTPException(409, "there is one of this name")  # fault
        self._names = {name: len(self._names)}
        return name
