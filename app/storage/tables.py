"""Peewee's rows of what is not hot. The steps define the schema; a test holds these against it."""

from __future__ import annotations

from peewee import Model, TextField


class Setting(Model):
    """One decision of the shop, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        """Where it lies."""

        table_name = "settings"
        strict_tables = True
        without_rowid = True


MODELS: tuple[type[Model], ...] = (Setting,)
