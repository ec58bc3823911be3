"""Origins of settings, as one text; previews by an expression that ends; a header that others may send."""

import re

from fastapi.middleware.cors import CORSMiddleware
from pydantic_settings import BaseSettings

from tests.checks.security._hardened import hardened


class Settings(BaseSettings):
    cors_origins: str = "https://shop.example, https://admin.shop.example"
    preview: str = r"https://pr-\d+\.preview\.shop\.example"

    @property
    def origins(self) -> list[str]:
        return [one.strip() for one in self.cors_origins.split(",") if one.strip()]


settings = Settings()
app = hardened()
app.add_middleware(
    CORSMiddleware,
    allow_origins=settings.origins,
    allow_origin_regex=re.compile(settings.preview).pattern,
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["Authorization", "X-Requested-With"],
)


@app.get("/basket")
async def basket() -> list[str]:
    return []


@app.put("/basket/{thing}")
async def put(thing: str) -> dict[str, str]:
    return {"thing": thing}
