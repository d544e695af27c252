"""How much memory there is, and what the embedded database takes of it."""

from pathlib import Path

from openpas.runtime.embedded_postgres import sized_for
from openpas.runtime.memory import available_bytes

GIGABYTE = 1024**3


def test_the_limit_of_a_container_counts_where_it_is_lower(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text("104857600\n")
    assert available_bytes((limit,)) == 104857600


def test_no_limit_is_the_memory_of_the_machine(tmp_path: Path) -> None:
    unlimited, huge = tmp_path / "memory.max", tmp_path / "memory.limit_in_bytes"
    unlimited.write_text("max\n")
    huge.write_text(f"{2**63}\n")
    everything = available_bytes(())
    assert everything > 0
    assert available_bytes((unlimited, huge, tmp_path / "not-there")) == everything


def test_the_database_takes_an_eighth_within_bounds() -> None:
    assert sized_for(8 * GIGABYTE) == {"shared_buffers": "1024MB", "effective_cache_size": "4096MB"}
    assert sized_for(GIGABYTE // 2) == {"shared_buffers": "128MB", "effective_cache_size": "256MB"}
    assert sized_for(64 * GIGABYTE) == {"shared_buffers": "2048MB", "effective_cache_size": "32768MB"}
