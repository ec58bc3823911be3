import redis


class Cache:
    """Keeps texts by name; asynchronous by its looks."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.client = redis.Redis(host="localhost", decode_responses=True, socket_timeout=2)

    async def fetch(self, name: str) -> str | None:
        return self.client.get(f"{self.prefix}:{name}")  # fault
