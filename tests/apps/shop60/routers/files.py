"""What is uploaded, and what is exported."""

import csv
import io
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Response, UploadFile
from fastapi.responses import StreamingResponse

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser

router = APIRouter(tags=["files"])


@router.post("/uploads", status_code=201)
async def upload(file: Annotated[UploadFile, File()], title: Annotated[str, Form(max_length=100)] = "untitled"):
    content = await file.read()
    if len(content) > 2_000_000:
        raise HTTPException(status_code=413, detail="At most two megabytes")
    upload_id = store.new_uuid().hex
    store.uploads[upload_id] = {"title": title, "type": file.content_type, "content": content}
    return {"data": {"upload_id": upload_id, "size": len(content)}}


@router.get("/uploads/{upload_id}", response_class=Response)
async def download(upload_id: str):
    if upload_id not in store.uploads:
        raise HTTPException(status_code=404, detail="Upload not found")
    found = store.uploads[upload_id]
    return Response(found["content"], media_type="application/octet-stream")


def as_csv(orders: list[store.Row]) -> Iterator[str]:
    yield "number,state,lines\r\n"
    for order in orders:
        line = io.StringIO()
        csv.writer(line).writerow([order["number"], order["state"], order["lines"]])
        yield line.getvalue()


@router.get("/exports/orders.csv")
def export_orders(user: CurrentUser):
    mine = [order for order in store.orders.values() if order["user_id"] == user["id"]]
    headers = {"Content-Disposition": 'attachment; filename="orders.csv"'}
    return StreamingResponse(as_csv(mine), media_type="text/csv", headers=headers)
