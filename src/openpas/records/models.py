"""Tables that only grow, except the outbox, the idempotency keys and the counts, emptied when old."""

from django.db import models


class OutboxMessage(models.Model):
    """A fact that others must hear of after the commit. Deleted when every listener has heard it."""

    kind = models.TextField()
    payload = models.JSONField()
    created_at = models.DateTimeField()


class IdempotencyAnswer(models.Model):
    """The answer that a write gave, kept so that a retry with the same key gives it again.

    `request_hash` is the SHA-256 of method, path and body: the same key for another request is refused.
    """

    pk = models.CompositePrimaryKey("actor", "key")
    actor = models.TextField()
    key = models.TextField()
    request_hash = models.BinaryField()
    status = models.SmallIntegerField()
    answer = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="idempotency_created")]


class AuditLine(models.Model):
    """Who did what to what, when. Append-only, partitioned by month. No personal data: only internal ids."""

    pk = models.CompositePrimaryKey("created_at", "id")
    id = models.UUIDField()
    created_at = models.DateTimeField()
    actor = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    details = models.JSONField(default=dict)


class AccessLine(models.Model):
    """A member of staff or a client read data of a person. Append-only, partitioned by month; shown to the person."""

    pk = models.CompositePrimaryKey("created_at", "id")
    id = models.UUIDField()
    created_at = models.DateTimeField()
    passholder_id = models.BigIntegerField()
    actor = models.TextField()
    desk_id = models.BigIntegerField(null=True)
    purpose = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["passholder_id", "created_at"], name="access_line_of_passholder")]


class RequestCount(models.Model):
    """How many requests somebody made in a window of time, to limit their rate. `subject` is a keyed hash."""

    pk = models.CompositePrimaryKey("subject", "window_starts_at")
    subject = models.BinaryField()
    window_starts_at = models.DateTimeField()
    requests = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["window_starts_at"], name="request_count_window")]
