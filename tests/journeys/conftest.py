from tests.runtime.conftest import free_port, home

__all__ = ["free_port", "home"]
