from sqlalchemy.orm import Mapped, mapped_column

from ..database import Base


class ItemRow(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
