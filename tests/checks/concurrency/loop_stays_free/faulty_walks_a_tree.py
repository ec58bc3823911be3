"""No line is slow; a great many quick ones are walked before the endpoint gives way."""

from dataclasses import dataclass, field

from fastapi import FastAPI

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()


@dataclass
class Node:
    weight: int
    children: list["Node"] = field(default_factory=list)

    def total(self) -> int:  # fault
        return self.weight + sum(child.total() for child in self.children)  # fault


def grown(depth: int) -> Node:
    return Node(depth, [] if depth == 0 else [grown(depth - 1) for _ in range(8)])


ROOT = grown(6)


@app.get("/weight")
async def read_weight() -> int:
    return ROOT.total()  # fault
