"""Writing: links and devices stay what they are."""

import os
import threading

import pytest

from tei.files import write


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.xml").write_bytes(b"old")
    (tmp_path / "link.xml").symlink_to(tmp_path / "real.xml")
    write(tmp_path / "link.xml", b"new")

    assert (tmp_path / "link.xml").is_symlink()
    assert (tmp_path / "real.xml").read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes, which this system has not")
def test_a_pipe_takes_what_is_written_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    taken = []
    reader = threading.Thread(target=lambda: taken.append(pipe.read_bytes()))
    reader.start()
    write(pipe, b"new")
    reader.join(5)

    assert taken == [b"new"]
    assert pipe.is_fifo()
