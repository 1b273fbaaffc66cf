"""The user's cache folder: files that may be lost at any time."""

import os
import stat
import sys

import pytest

from tei.cache import VARIABLE, Cache, folder

posix = pytest.mark.skipif(os.name != "posix", reason="rights of this kind are POSIX's")


def test_what_is_put_in_comes_out(tmp_path):
    cache = Cache("rng", tmp_path)
    cache["a"] = b"1"
    cache["a"] = b"2"
    assert cache["a"] == b"2"
    assert list(cache) == ["a"]


def test_what_is_not_there_is_a_key_error(tmp_path):
    with pytest.raises(KeyError):
        Cache("rng", tmp_path)["a"]
    assert list(Cache("rng", tmp_path)) == []


@posix
@pytest.mark.parametrize("right", [stat.S_IWGRP, stat.S_IWOTH])
def test_a_file_that_others_could_have_written_is_not_believed(tmp_path, right):
    cache = Cache("rng", tmp_path)
    cache["a"] = b"1"
    file = tmp_path / "rng" / "a"
    file.chmod(file.stat().st_mode | right)
    with pytest.raises(KeyError):
        cache["a"]


@posix
def test_the_folder_is_the_users_alone(tmp_path):
    Cache("rng", tmp_path / "new")["a"] = b"1"
    assert not (tmp_path / "new" / "rng").stat().st_mode & 0o077


def test_a_place_that_is_no_folder_is_an_os_error_on_writing_and_empty_on_reading(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache = Cache("rng", tmp_path / "file")
    with pytest.raises(KeyError):
        cache["a"]
    with pytest.raises(OSError, match="file"):
        cache["a"] = b"1"


def test_no_more_files_are_kept_than_the_youngest(tmp_path):
    cache = Cache("rng", tmp_path)
    for number in range(100):
        cache[f"{number:03}"] = b"1"
        os.utime(tmp_path / "rng" / f"{number:03}", (number, number))
    assert len(cache) <= 33
    assert "099" in cache
    assert "000" not in cache


def test_the_place_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert folder() == tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have places of their own")
@pytest.mark.parametrize(
    ("named", "found"), [("/x", "/x/tei"), ("relative", "/home/a/.cache/tei"), ("", "/home/a/.cache/tei")]
)
def test_the_place_is_that_of_the_system(monkeypatch, named, found):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("HOME", "/home/a")
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    assert str(folder()) == found
