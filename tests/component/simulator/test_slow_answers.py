# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers in pieces: none of them ever makes a client wait long for the next piece."""

from __future__ import annotations

import gzip
import http.client
import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from peplink_simulator import Control, Fault, Fleet
from simulator_client import ApiClient, result

FUNCTION = "info.firmware"
PARTS = ("header", "body", "continue", "trailers", "gzip")
ENDLESS = ("continue", "trailers", "gzip")


def received(client: ApiClient, seconds: float) -> tuple[bytes, bool]:
    """The bytes of an answer that come within a time, and whether the router closed the connection."""
    context = ssl.create_default_context(cafile=client.ca_path)
    found, deadline = b"", time.monotonic() + seconds
    with socket.create_connection((client.device.host, client.device.port), 5) as plain, context.wrap_socket(plain, server_hostname="localhost") as secure:
        secure.sendall(f"GET /api/{FUNCTION} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while (left := deadline - time.monotonic()) > 0:
            secure.settimeout(left)
            try:
                piece = secure.recv(65536)
            except TimeoutError:
                break
            if not piece:
                return found, True
            found += piece
    return found, False


@pytest.mark.parametrize("part", ["header", "body"])
def test_dripping_answer_is_good_in_the_end(connect: Any, part: Any) -> None:
    client = connect()
    expected = client.get(FUNCTION)
    client.device.faults.add(Fault("drip", function=FUNCTION, part=part, seconds=0))
    assert client.get(FUNCTION) == expected
    client.device.wait_for(FUNCTION, "GET", outcome="drip")
    assert result(client.get(FUNCTION)) == "ok"


@pytest.mark.parametrize("part", PARTS)
def test_pause_between_pieces(connect: Any, part: Any) -> None:
    client = connect(login=False)
    client.device.faults.add(Fault("drip", function=FUNCTION, part=part, seconds=0.1))
    found, closed = received(client, 1.05)
    assert not closed
    if part in ("header", "body"):
        pieces = len(found if part == "header" else found.partition(b"\r\n\r\n")[2])
    else:
        pieces = found.count({"continue": b"100 Continue", "trailers": b"X-More: 1", "gzip": gzip.compress(b"", mtime=0)}[part])
    assert 3 <= pieces <= 11
    client.device.wait_for(FUNCTION, "GET", outcome="abandoned")


@pytest.mark.parametrize("part", ENDLESS)
def test_endless_answer_goes_on_at_full_speed_until_the_client_has_gone(connect: Any, part: Any) -> None:
    client = connect(login=False)
    client.device.faults.add(Fault("drip", function=FUNCTION, part=part, seconds=0))
    found, closed = received(client, 0.5)
    assert not closed
    assert len(found) > 1000
    client.device.wait_for(FUNCTION, "GET", outcome="abandoned")


@pytest.mark.parametrize("part", PARTS)
def test_released_answer_is_good(connect: Any, part: Any) -> None:
    client = connect()
    expected = client.get(FUNCTION)
    client.device.faults.add(Fault("drip", function=FUNCTION, part=part, seconds=0.05))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.get, FUNCTION)
        client.device.wait_for(FUNCTION, "GET", outcome="held")
        client.device.release()
        assert running.result(10) == expected


def test_writing_is_done_before_its_answer_drips(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault("drip", function="config.wan.connection", method="POST", part="header", seconds=10))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.update, name="New")
        client.device.wait_for("config.wan.connection", outcome="held")
        assert client.device.pending("wan")[1]["name"] == "New"
        client.device.release()
        assert result(running.result(10)) == "ok"


def test_default_is_a_byte_per_second_in_the_body(connect: Any, fleet: Fleet) -> None:
    client, control = connect(login=False), Control(fleet.control_url or "")
    control.add_fault("max-8.5.2", "drip", function=FUNCTION)
    found, _closed = received(client, 1.3)
    assert found.partition(b"\r\n\r\n")[2] == b'{"'
    with pytest.raises(ValueError, match="part"):
        Fault("drip", part="tail")


def test_the_standard_library_waits_for_ever_for_a_final_status(connect: Any) -> None:
    """What the parts are made for: a time limit of single reads does not end them."""
    client = connect(login=False)
    client.device.faults.add(Fault("drip", function=FUNCTION, part="continue", seconds=0.02))
    context = ssl.create_default_context(cafile=client.ca_path)
    connection = http.client.HTTPSConnection(client.device.host, client.device.port, context=context, timeout=0.5)
    connection.request("GET", f"/api/{FUNCTION}")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(connection.getresponse)
        with pytest.raises(TimeoutError):
            client.device.wait_for(FUNCTION, "GET", outcome="drip", timeout=1)
        assert not running.done()
        client.device.release()
        assert running.result(10).status == 200
    connection.close()
