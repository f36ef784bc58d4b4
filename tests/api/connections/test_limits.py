"""Whose connection gives way where there are too many: nobody's who has asked and was not read yet."""

import socket
import sys
from types import SimpleNamespace
from typing import cast

import pytest

from vozes.api.connections.limits import Connection


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is not known who has left")
def test_who_has_asked_is_known_before_it_is_read_and_who_has_left_asks_no_more() -> None:
    ours, theirs = socket.socketpair()
    transport = SimpleNamespace(get_extra_info=lambda name: ours)
    connection = cast(Connection, SimpleNamespace(transport=transport))
    with ours, theirs:
        assert not Connection.has_asked(connection)
        theirs.send(b"GET")
        assert Connection.has_asked(connection)
        theirs.close()
        assert not Connection.has_asked(connection)
