"""Writing many rows of one table at once, by PostgreSQL's COPY."""

from collections.abc import Sequence

from django.db import connection, models


def copy_in(objects: Sequence[models.Model]) -> None:
    """Insert new rows of one model; each object gets its key, as after `bulk_create`.

    Keys come from the table's own sequence. Constraints and triggers hold as for any insert;
    `auto_now` fields and signals of single saves do not act. Raises django.db.IntegrityError.
    """
    if not objects:
        return
    meta = objects[0]._meta
    fields = [field for field in meta.concrete_fields if not field.generated]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(objects)],
        )
        for instance, (key,) in zip(objects, cursor.fetchall(), strict=True):
            instance.pk = key
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
        ):
            for instance in objects:
                copy.write_row(
                    [
                        field.get_db_prep_save(getattr(instance, field.attname), connection)
                        for field in fields
                    ]
                )
    for instance in objects:
        instance._state.adding = False
        instance._state.db = connection.alias
