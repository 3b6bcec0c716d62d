"""What becomes of jobs that a killed worker left half done? They are put back, by one rescuer at a time."""

import logging

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app

from entracte import clock

logger = logging.getLogger(__name__)

EVERY_TEN_SECONDS = "* * * * * */10"
ADVISORY_LOCK = 7_310_211


def put_back_stalled() -> int:
    """Put back the jobs of workers whose heartbeat is older than ENTRACTE_STALLED_AFTER_SECONDS.

    Returns how many. Holds an advisory transaction lock, so that no job is put back twice.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        stalled = async_to_sync(app.job_manager.get_stalled_jobs)(
            seconds_since_heartbeat=settings.STALLED_AFTER_SECONDS
        )
        rescued = [job.id for job in stalled if job.id is not None]
        for job_id in rescued:
            logger.warning("job %s was left by a dead worker and runs again", job_id)
            app.job_manager.retry_job_by_id(job_id, retry_at=clock.system_now())
    return len(rescued)


@app.periodic(cron=EVERY_TEN_SECONDS)
@app.task(name="rescue", queueing_lock="rescue")
def rescue(timestamp: int) -> None:
    """Run by every worker's clock; a second one in the queue is refused by its queueing lock."""
    put_back_stalled()
