"""A mail goes out after the answer; a mail server that says nothing keeps the worker thread."""

import smtplib
from email.message import EmailMessage

from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Invitation(BaseModel):
    address: str
    text: str = "Come along!"


def send_mail(invitation: Invitation) -> None:
    message = EmailMessage()
    message["To"] = invitation.address
    message.set_content(invitation.text)
    try:
        with smtplib.SMTP("mail.internal", 25) as server:  # fault
            server.send_message(message)
    except OSError:
        print("not sent")


@app.post("/invitations", status_code=202)
async def invite(invitation: Invitation, tasks: BackgroundTasks) -> dict[str, str]:
    tasks.add_task(send_mail, invitation)
    return {"status": "queued"}
