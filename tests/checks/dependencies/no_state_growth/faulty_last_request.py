"""A service keeps the request it works for, also when it is over."""

from fastapi import Depends, FastAPI, Request

ALSO = ("concurrency.callers-stay-apart",)


class Links:
    request: Request | None = None

    def bind(self, request: Request) -> None:
        self.request = request  # fault

    def to(self, path: str) -> str:
        assert self.request is not None
        return str(self.request.base_url) + path


links = Links()
app = FastAPI()


def bound(request: Request) -> Links:
    links.bind(request)
    return links


@app.get("/pages")
async def pages(links: Links = Depends(bound)) -> dict[str, str]:
    return {"next": links.to("pages?page=2")}
