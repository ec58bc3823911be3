"""The dependency that a setting puts in the place of another forgets what the other sees to."""

from collections.abc import Iterator

from fastapi import Depends, FastAPI


class Mailbox:
    def __init__(self) -> None:
        self.open = True

    def close(self) -> None:
        self.open = False


def get_mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    try:
        yield mailbox
    finally:
        mailbox.close()


def get_local_mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    yield mailbox
    if mailbox.open:
        mailbox.close()  # fault


def get_sender(mailbox: Mailbox = Depends(get_mailbox)) -> Iterator[Mailbox]:
    yield mailbox


app = FastAPI()
app.dependency_overrides[get_mailbox] = get_local_mailbox


@app.post("/messages")
def send(sender: Mailbox = Depends(get_sender)) -> bool:
    return sender.open
