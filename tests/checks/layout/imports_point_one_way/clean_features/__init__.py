"""A package per feature, each with router, service, schemas and models; one asks the service of another."""

from .main import app
