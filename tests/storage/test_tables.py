from __future__ import annotations

import pytest
from peewee import Model

from app.storage.database import Database
from app.storage.tables import MODELS


@pytest.mark.parametrize("model", MODELS)
def test_a_model_says_what_the_steps_made(database: Database, model: type[Model]) -> None:
    meta = model._meta
    columns = database.rows(
        f"SELECT name, type, [notnull], pk FROM pragma_table_xinfo('{meta.table_name}')"
    )
    said = [
        (
            field.column_name,
            field.field_type,
            int(not field.null),
            int(field.primary_key),
        )
        for field in meta.sorted_fields
    ]
    assert columns == said


@pytest.mark.parametrize("model", MODELS)
def test_a_model_reads_rows_of_its_table(database: Database, model: type[Model]) -> None:
    with database.peewee.bind_ctx([model]):
        assert len(list(model.select().tuples())) == database.value(
            f"SELECT count(*) FROM {model._meta.table_name}"
        )
