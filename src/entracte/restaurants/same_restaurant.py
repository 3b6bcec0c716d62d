"""The database itself refuses a row that points into another restaurant."""

from django.db.migrations.operations import RunSQL


def same_restaurant(table: str, column: str, target: str) -> RunSQL:
    """Return a migration step: (restaurant, `column`) of `table` must exist in `target` as (restaurant, id).

    The target needs a unique constraint over (restaurant, id). The check is deferred to the commit,
    as Django's own foreign keys are.
    """
    name = f"{table}_{column}_same_restaurant"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (restaurant_id, {column}) "
        f"REFERENCES {target} (restaurant_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )
