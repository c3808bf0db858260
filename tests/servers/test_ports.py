"""Ports for servers: no two runs of the tests are given the same one, and no connection going out takes it."""

import socket
import subprocess
import sys

from tests.servers.ports import HOST, free_ports

ANOTHER_RUN = "from tests.servers.ports import free_ports; print(*free_ports(100))"


def test_two_runs_of_the_tests_share_no_port() -> None:
    ours = set(free_ports(50))
    told = subprocess.run([sys.executable, "-c", ANOTHER_RUN], check=True, capture_output=True, text=True).stdout
    theirs = {int(port) for port in told.split()}
    assert (len(ours), len(theirs)) == (50, 100)
    assert not ours & theirs


def test_the_system_gives_these_ports_to_nobody() -> None:
    with socket.create_server((HOST, 0)) as any_port:
        assert max(free_ports(5)) < 32_768 <= any_port.getsockname()[1]


def test_a_port_in_use_is_passed_over() -> None:
    (taken,) = free_ports(1)
    with socket.create_server((HOST, taken)):
        assert taken not in {port for _ in range(3) for port in free_ports(30)}
