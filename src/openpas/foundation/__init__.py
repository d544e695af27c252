"""The words and laws that every other package uses: pure Python, no Django, no clock, no I/O."""
