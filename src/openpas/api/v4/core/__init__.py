"""What every operation of the API stands on: who calls, what is read, what is answered, and how it is refused."""
