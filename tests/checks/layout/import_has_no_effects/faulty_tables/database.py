from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Name(Base):
    __tablename__ = "names"

    id: Mapped[int] = mapped_column(primary_key=True)


FILE = Path(__file__).with_suffix(".db")
engine = create_engine(f"sqlite:///{FILE}")
Base.metadata.create_all(engine)  # fault
