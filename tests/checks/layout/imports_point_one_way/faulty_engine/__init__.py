"""An engine whose address is written where the operations are."""

from .database import engine
from .routes import app
