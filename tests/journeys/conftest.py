from tests.runtime.conftest import free_port, home, migrated_home, used_home

__all__ = ["free_port", "home", "migrated_home", "used_home"]
