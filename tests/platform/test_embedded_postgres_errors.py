"""What the system says about full disks and closed folders reaches a person in plain words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from jessica.platform import postgres
from jessica.platform.postgres.errors import in_plain_words


def test_a_full_disk_is_named_as_such() -> None:
    with (
        pytest.raises(postgres.DiskFull, match=r"is full.*is kept.*Free some space"),
        in_plain_words("the data folder"),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_closed_folder_is_named_as_such(number: int) -> None:
    with pytest.raises(postgres.FolderUnusable, match="/srv/jessica"), in_plain_words("/srv/jessica"):
        raise OSError(number, "closed")


def test_other_failures_keep_their_own_words() -> None:
    with pytest.raises(OSError, match="strange"), in_plain_words("/srv/jessica"):
        raise OSError(errno.EIO, "strange")
    with in_plain_words("/srv/jessica"):
        pass
