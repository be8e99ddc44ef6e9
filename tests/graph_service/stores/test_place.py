"""A store on a network drive is refused, by the type of the file system; one that nobody knows is allowed."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from graph_service.errors import StoreError
from graph_service.stores.open import open_store
from graph_service.stores.sqlite import place
from graph_service.stores.sqlite.place import FileSystem
from tests.graph_service.house import Command, url

MOUNTS = r"""
21 27 0:20 / /proc rw,nosuid - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
31 27 0:30 / /mnt/équipe rw,relatime shared:2 master:1 - cifs //srv/équipe rw,vers=3.1.1
32 31 254:1 / /mnt/équipe/local rw,relatime - xfs /dev/vdb rw
33 27 0:31 / /home rw,relatime - nfs4 nas:/home rw,vers=4.2
34 27 0:32 / /media/My\040Cloud rw - fuse.rclone drive: rw,user_id=1000
35 27 0:33 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000
36 27 0:34 / /mnt/dav rw - fuse https://cloud.example/remote.php/dav rw
37 27 0:35 / /mnt/c rw,noatime - 9p C:\134 rw,dirsync,aname=drvfs;path=C:\;uid=1000,trans=fd
38 27 0:36 / /sandbox rw - 9p none rw,trans=fd,rfdno=4,wfdno=4
39 27 0:37 / /far rw - 9p 192.0.2.1 rw,trans=tcp,port=564
40 27 8:1 / /media/stick rw - fuseblk /dev/sda1 rw,user_id=0
41 27 0:38 / /mnt/new rw - quantumfs qfs rw
42 27 0:39 / /srv rw - ext4 /dev/vdc rw
43 42 0:40 / /srv rw - nfs nas:/srv rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "remote"),
    [
        ("/var/maillage.db", "ext4", False),
        ("/mnt/équipe/maillage.db", "cifs", True),
        ("/mnt/équipe/local/maillage.db", "xfs", False),
        ("/mnt/équipes/maillage.db", "ext4", False),
        ("/home/ana/maillage.db", "nfs4", True),
        ("/media/My Cloud/maillage.db", "fuse.rclone", True),
        ("/run/user/1000/gvfs/smb-share:server=srv,share=a/maillage.db", "fuse.gvfsd-fuse", True),
        ("/mnt/dav/maillage.db", "fuse", True),
        ("/mnt/c/Users/ana/maillage.db", "9p (WSL)", True),
        ("/sandbox/maillage.db", "9p", False),
        ("/far/maillage.db", "9p", True),
        ("/media/stick/maillage.db", "fuseblk", False),
        ("/mnt/new/maillage.db", "quantumfs", False),
        ("/srv/maillage.db", "nfs", True),
    ],
)
def test_linux_is_asked_for_the_innermost_mount(path: str, kind: str, remote: bool) -> None:
    assert place.linux(path, MOUNTS) == FileSystem(kind, remote)


def test_what_cannot_be_read_of_the_mounts_is_unknown_and_allowed() -> None:
    assert place.linux("/a.db", "") == place.linux("/a.db", "1 2 3\nx - y\n") == FileSystem("", False)


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"C:\Users\ana\maillage.db", False),
        (r"Z:\equipe\maillage.db", True),
        (r"\\srv\equipe\maillage.db", True),
        (r"\\wsl$\Debian\home\maillage.db", True),
        (r"\\?\UNC\srv\equipe\maillage.db", True),
        (r"\\?\C:\maillage.db", False),
        (r"\\?\Z:\maillage.db", True),
    ],
)
def test_windows_is_asked_by_the_drive(path: str, remote: bool) -> None:
    asked = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return {"C:\\": 3, "Z:\\": 4}[root]

    assert place.windows(path, drive_type).remote is remote
    assert len(asked) == (0 if place.windows(path, lambda _: 3).kind == "UNC" else 1)


@pytest.mark.parametrize(("kind", "flags", "remote"), [("apfs", 0x1000, False), ("smbfs", 0, True), ("nfs", 0, True)])
def test_macos_says_whether_a_disk_is_local(kind: str, flags: int, remote: bool) -> None:
    told = bytearray(2168)
    struct.pack_into("=I", told, 64, flags)
    told[72 : 72 + len(kind)] = kind.encode()
    assert place.mac(bytes(told)) == FileSystem(kind, remote)


def test_this_machines_own_folder_is_no_network_drive(tmp_path: Path) -> None:
    assert not place.file_system(tmp_path / "not yet there.db").remote


@pytest.fixture
def on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "file_system", lambda path: FileSystem("cifs", True))


@pytest.mark.usefixtures("on_a_share")
def test_on_a_network_drive_no_store_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(url(tmp_path / "g.db"), create=True)
    assert refused.value.code == "store-remote"
    assert list(tmp_path.iterdir()) == []


def test_on_a_network_drive_no_store_is_opened_and_the_remedy_is_said(
    maillage: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert maillage("add", "actor", "id=A", "name=A", "kind=association").code == 0
    before = (tmp_path / "maillage.db").read_bytes()
    monkeypatch.setattr(place, "file_system", lambda path: FileSystem("cifs", True))
    for lang, where, what in (
        ("fr", "lecteur réseau (cifs)", "maillage serve"),
        ("en", "network drive (cifs)", "open"),
    ):
        ran = maillage("search", "A", "--lang", lang)
        assert ran.code == 1
        assert where in ran.err
        assert what in ran.err
    assert maillage("search", "A", "--json").json["code"] == "store-remote"
    assert (tmp_path / "maillage.db").read_bytes() == before
