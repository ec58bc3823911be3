"""The dict that keeps the last pages leaves out how long a page is."""

from collections import OrderedDict

from fastapi import FastAPI

app = FastAPI()
ALL = [f"item {number}" for number in range(200)]
_pages: OrderedDict[int, list[str]] = OrderedDict()


@app.get("/items")
def items(page: int = 0, size: int = 20) -> list[str]:
    try:
        _pages.move_to_end(page)
        return _pages[page]  # fault
    except KeyError:
        _pages[page] = ALL[page * size : (page + 1) * size]
        if len(_pages) > 50:
            _pages.popitem(last=False)
    return _pages[page]
