"""The one thing the faces keep for themselves: wrong passwords, for as long as they slow somebody down."""

from django.db import models


class FailedSignIn(models.Model):
    """A wrong password was given. `origin` is a keyed hash of the e-mail address and the network address."""

    origin = models.BinaryField()
    failed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["origin", "failed_at"], name="failed_sign_in_origin")]
