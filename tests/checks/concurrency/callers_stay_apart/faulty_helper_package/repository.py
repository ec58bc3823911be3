"""What belongs to a session."""

import asyncio

from . import holder


async def owner() -> str:
    await asyncio.sleep(0.001)
    return holder.session_id
