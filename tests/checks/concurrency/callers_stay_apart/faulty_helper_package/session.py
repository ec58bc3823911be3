"""Who is signed in."""

from fastapi import Header

from . import holder


async def open_session(x_session_id: str = Header("none")) -> None:
    holder.session_id = x_session_id  # fault
