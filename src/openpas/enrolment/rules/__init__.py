"""Decisions about an enrolment, on plain values."""
