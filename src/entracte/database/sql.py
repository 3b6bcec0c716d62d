"""The statements of the trial write, written by hand: the ORM makes no temporary tables."""

# an account may keep its temporary tables on another disk
ON_THE_DISK_OF_THE_BOOK = "SET LOCAL temp_tablespaces = ''"

# 32 pages, in rows too short to be compressed
MAKE_TRIAL = (
    "CREATE TEMPORARY TABLE entracte_trial_write AS "
    "SELECT repeat('x', 1000) AS filling FROM generate_series(1, 250)"
)

DROP_TRIAL = "DROP TABLE entracte_trial_write"
