"""A failure is a value, which is logged where it is looked at."""

import io
import logging
import logging.config
from configparser import ConfigParser
from dataclasses import dataclass

from fastapi import FastAPI, HTTPException

INI = """
[loggers]
keys=root,ini
[handlers]
keys=h
[formatters]
keys=f
[logger_root]
level=WARNING
handlers=
[logger_ini]
level=INFO
handlers=h
qualname=ini
propagate=0
[handler_h]
class=StreamHandler
formatter=f
args=(sys.stdout,)
[formatter_f]
format=%(levelname)s %(message)s
"""
parser = ConfigParser(interpolation=None)
parser.read_file(io.StringIO(INI))
logging.config.fileConfig(parser, disable_existing_loggers=False)
log = logging.getLogger("ini")
app = FastAPI()


@dataclass
class Failure:
    why: str


def work(name: str) -> str | Failure:
    try:
        return name.upper()
    except Exception as error:
        return Failure(str(error))


@app.get("/work/{name}")
async def do(name: str) -> str:
    done = work(name)
    if isinstance(done, Failure):
        log.error("failed: %r", done.why)
        raise HTTPException(500)
    return done
