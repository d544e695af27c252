"""What is kept of every change: what must still be told (outbox), what was answered (idempotency keys), what was
done (audit) and who looked (access). And the two ways in which rows are kept: encrypted, and never changed.
"""
