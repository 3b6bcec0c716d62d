"""Put back the jobs that a killed worker left half done, and those that met a bug."""

import logging

from asgiref.sync import async_to_sync
from django.conf import settings
from procrastinate.contrib.django import app

from entracte import clock
from entracte.jobs.database_away import errors_of_the_queue
from entracte.jobs.duties import every

logger = logging.getLogger(__name__)

FAILED_AGAIN_SECONDS = 3600


@every(lambda: settings.STALLED_AFTER_SECONDS / 4)
@errors_of_the_queue()
def put_back_stalled() -> int:
    """Put back the jobs of workers whose heartbeat is older than ENTRACTE_STALLED_AFTER_SECONDS.

    Returns how many. As a duty it is done by one worker at a time, so no job is put back twice.
    """
    stalled = async_to_sync(app.job_manager.get_stalled_jobs)(
        seconds_since_heartbeat=settings.STALLED_AFTER_SECONDS
    )
    rescued = [job.id for job in stalled if job.id is not None]
    for job_id in rescued:
        logger.warning("job %s was left by a dead worker and runs again", job_id)
        app.job_manager.retry_job_by_id(job_id, retry_at=clock.system_now())
    return len(rescued)


@every(lambda: FAILED_AGAIN_SECONDS)
@errors_of_the_queue()
def put_back_failed() -> int:
    """Put back the jobs that met a bug, or came from a newer version; an update may have mended them.

    Done whenever a worker starts, and every hour. Returns how many.
    """
    failed = [job.id for job in app.job_manager.list_jobs(status="failed") if job.id is not None]
    for job_id in failed:
        logger.warning("job %s failed before and runs again", job_id)
        app.job_manager.retry_job_by_id(job_id, retry_at=clock.system_now())
    return len(failed)
