"""What was looked at is written to a text that is never put away."""

from fastapi import FastAPI

app = FastAPI()
history = ""


@app.get("/products/{product_id}")
def product(product_id: int) -> dict[str, int]:
    global history
    history += f"looked at product {product_id} of the spring catalogue\n"  # fault
    return {"product_id": product_id}
