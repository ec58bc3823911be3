from os import environ as env

SENDER = env.get("CONFORMANCE_TEST_SENDER", "shop@shop.example")  # fault


def written(name: str) -> str:
    return f"{SENDER}: hello {name}"
