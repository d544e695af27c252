"""Lines come together, none is lost, and what goes wrong is there at once."""

import logging
import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from openpas.runtime.log_file import LogFile

PATIENCE_SECONDS = 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def log(path: Path) -> Iterator[logging.Logger]:
    """A logger that writes to the file."""
    handler = LogFile(str(path))
    logger = logging.getLogger("test.log_file")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)
    handler.close()


def lines(path: Path, count: int) -> list[str]:
    """What is in the file, once that many lines are."""
    for _ in range(PATIENCE_SECONDS * 20):
        found = path.read_text().splitlines() if path.exists() else []
        if len(found) >= count:
            return found
        time.sleep(0.05)
    return pytest.fail(f"{count} lines never came")


def test_a_line_is_written_by_itself(log: logging.Logger, path: Path) -> None:
    log.info("one")
    log.info("two")

    assert lines(path, 2) == ["one", "two"]


def test_what_goes_wrong_is_written_at_once_with_what_came_before(log: logging.Logger, path: Path) -> None:
    log.info("before")
    log.warning("wrong")

    assert path.read_text() == "before\nwrong\n"


def test_every_line_of_every_thread_is_there_once(log: logging.Logger, path: Path) -> None:
    def tell(name: str) -> None:
        for number in range(500):
            log.info("%s %s", name, number)

    threads = [Thread(target=tell, args=[name]) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    found = lines(path, 2000)
    assert sorted(found) == sorted(f"{name} {number}" for name in "abcd" for number in range(500))
    assert [line for line in found if line.startswith("a")] == [f"a {number}" for number in range(500)]


def test_a_rotated_file_begins_anew(log: logging.Logger, path: Path) -> None:
    log.warning("old")
    path.rename(path.with_suffix(".1"))
    log.warning("new")

    assert path.read_text() == "new\n"


def test_what_waits_is_written_at_the_end(path: Path) -> None:
    handler = LogFile(str(path))
    handler.handle(logging.makeLogRecord({"msg": "last", "levelno": logging.INFO}))
    handler.close()

    assert path.read_text() == "last\n"


def test_a_line_below_the_level_of_the_handler_is_not_written(path: Path) -> None:
    handler = LogFile(str(path))
    handler.addFilter(lambda _: False)
    handler.handle(logging.makeLogRecord({"msg": "unwanted", "levelno": logging.ERROR}))
    handler.close()

    assert not path.exists()


def tell_and_end(path: str) -> None:
    LogFile(path).handle(logging.makeLogRecord({"msg": "told", "levelno": logging.INFO}))


def test_a_process_that_ends_writes_what_waits(path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=tell_and_end, args=[str(path)])
    process.start()
    process.join(PATIENCE_SECONDS)

    assert path.read_text() == "told\n"
