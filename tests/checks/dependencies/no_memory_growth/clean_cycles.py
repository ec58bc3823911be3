"""Objects that refer to each other are garbage until they are collected."""

from __future__ import annotations

from fastapi import FastAPI

app = FastAPI()


class Node:
    def __init__(self, name: str, parent: Node | None = None) -> None:
        self.name, self.parent = name, parent
        self.children: list[Node] = []
        if parent is not None:
            parent.children.append(self)


@app.get("/tree")
def tree() -> int:
    root = Node("root")
    return len([Node(f"leaf {number}", root) for number in range(100)])


@app.get("/trees/{depth}")
async def trees(depth: int) -> str:
    node = Node("root")
    for number in range(min(depth, 100)):
        node = Node(f"node {number}", node)
    return node.name
