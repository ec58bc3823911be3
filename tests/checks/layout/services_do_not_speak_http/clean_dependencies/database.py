from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

sessions = sessionmaker(create_engine("sqlite://"))
