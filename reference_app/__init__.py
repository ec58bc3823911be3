"""A small catalogue service: items that anyone may read and their owners may change."""
