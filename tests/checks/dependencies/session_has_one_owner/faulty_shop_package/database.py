"""The engine and what repositories have in common."""

from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)


class Repository:
    session = SessionLocal()  # fault
    number = 1

    def count(self) -> int:
        return self.session.scalar(text("SELECT :number"), {"number": self.number}) or 0
