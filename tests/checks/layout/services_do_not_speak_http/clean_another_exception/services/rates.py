from http.client import HTTPException


def rate(currency: str) -> float:
    """Return a rate; an HTTPException of the standard library tells that it could not be had."""
    if len(currency) > 100:
        raise HTTPException("too long")
    try:
        return 1.0
    except HTTPException:
        raise
