"""The tests of forms share the server of those of voices."""

from tests.api.voices.conftest import client, home, server

__all__ = ["client", "home", "server"]
