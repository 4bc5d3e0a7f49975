"""Files by the name of their bytes."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from qms.kernel.blobs import BlobStore, Damaged

WORDS = "Quy trình lưu trữ hồ sơ".encode()


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "files")


def files_in(store: BlobStore) -> list[Path]:
    return [p for p in store.folder.rglob("*") if p.is_file()]


def test_what_was_put_is_read_again_under_its_sha_256(store: BlobStore) -> None:
    name = store.put(WORDS)
    assert name == hashlib.sha256(WORDS).hexdigest()
    assert store.read(name) == WORDS
    assert store.path(name) == store.folder / name[:2] / name


def test_an_empty_file_is_a_file_too(store: BlobStore) -> None:
    assert store.read(store.put(b"")) == b""


def test_the_same_bytes_twice_are_one_file_that_is_not_written_again(store: BlobStore) -> None:
    name = store.put(WORDS)
    before = store.path(name).stat()
    assert store.put(WORDS) == name
    after = store.path(name).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert files_in(store) == [store.path(name)]


def test_a_kept_file_may_only_be_read(store: BlobStore) -> None:
    mode = store.path(store.put(WORDS)).stat().st_mode
    assert stat.S_IMODE(mode) == 0o444


def test_an_altered_file_is_not_handed_out(store: BlobStore) -> None:
    path = store.path(store.put(WORDS))
    path.chmod(0o644)
    path.write_bytes(WORDS + b".")
    with pytest.raises(Damaged, match="altered"):
        store.read(path.name)


def test_a_missing_file_is_said_to_be_missing(store: BlobStore) -> None:
    path = store.path(store.put(WORDS))
    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        store.read(path.name)


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_leaves_nothing_half_written(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def full(_handle: int) -> None:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match=os.strerror(fault)):
            store.put(WORDS)
    assert files_in(store) == []
    assert store.read(store.put(WORDS)) == WORDS
