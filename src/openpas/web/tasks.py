"""Forget what clerks looked for."""

from procrastinate.contrib.django import app

from openpas.web.desk.search.searches import forget_old


@app.periodic(cron="34 2 * * *")
@app.task(name="web.forget_searches")
def forget_searches(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """Every night, for desks at which nobody searches any more."""
    forget_old()
