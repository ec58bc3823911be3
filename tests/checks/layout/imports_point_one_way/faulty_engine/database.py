from sqlalchemy import create_engine

from . import routes  # fault

engine = create_engine(routes.URL)
