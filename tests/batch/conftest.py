"""An object store on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for name, value in values.items():
            patched.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def s3() -> Iterator[Any]:
    """fsspec's file system of an S3 server on loopback, with one empty bucket called ``plans``."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1"}
    with _environment(AWS_ENDPOINT_URL=f"http://{host}:{port}", **keys):
        filesystem = s3fs.S3FileSystem(use_listings_cache=False)
        filesystem.mkdir("plans")
        yield filesystem
    server.stop()
