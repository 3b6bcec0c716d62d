"""All statements of this package that are written by hand, each with its reason.

The first three run on the worker's own connections, which the ORM does not know: it has no pool for asyncio.
"""

# The database's clock says when, so that workers on several machines can be compared.
PULSE = """
INSERT INTO jobs_workerpulse (name, seen_at) VALUES (%(name)s, now())
ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at
"""

# Whether a job could be fetched now: due, and not behind another of its lock.
IS_ANY_DUE = """
SELECT EXISTS (
    SELECT FROM procrastinate_jobs AS job
    WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
    AND NOT EXISTS (
        SELECT FROM procrastinate_jobs AS earlier
        WHERE earlier.lock = job.lock AND earlier.id <> job.id
        AND (earlier.status = 'doing' OR (earlier.status = 'todo' AND earlier.id < job.id))
    )
) AS is_any_due
"""

# Worker names are new with every start, so that old ones would stay.
FORGET_PULSES = "DELETE FROM jobs_workerpulse WHERE seen_at < now() - interval '7 days'"

# One worker at a time does a duty; the ORM takes no advisory locks. The second number names the duty.
TRY_DUTY = "SELECT pg_try_advisory_xact_lock(731, %s)"
