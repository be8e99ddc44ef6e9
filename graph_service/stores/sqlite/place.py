"""Where a store may stand: on a disk of this machine, never on a network drive.

SQLite's write-ahead log is shared memory between the programs that have the file open, and its locks are those of this
machine: two PCs over one share do not see each other's, and the file breaks. Hence a refusal by the type of the file
system. One that nobody here knows is allowed: a wrong refusal would keep a team from its work.
"""

from __future__ import annotations

import ctypes
import re
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from graph_service.errors import StoreError

# fmt: off
_REMOTE = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "smbnetfs", "ncpfs", "ncp", "afs", "openafs", "afpfs",
    "auristorfs", "coda", "ceph", "glusterfs", "lustre", "gpfs", "beegfs", "orangefs", "pvfs2", "gfs2", "ocfs2",
    "davfs", "davfs2", "webdav", "ftp", "vboxsf", "vmhgfs", "prl_fs", "drvfs",
))
_REMOTE_FUSE = frozenset((
    "sshfs", "gvfsd-fuse", "rclone", "davfs", "davfs2", "curlftpfs", "smbnetfs", "s3fs", "goofys", "gcsfuse",
    "mount-s3", "blobfuse", "blobfuse2", "glusterfs", "ceph", "ceph-fuse", "juicefs", "seaweedfs", "moosefs", "mfs",
    "lizardfs", "vmhgfs-fuse", "kio-fuse", "google-drive-ocamlfuse", "onedriver",
))
# fmt: on
_SHARE = re.compile(r"//|[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DRIVE_REMOTE = 4
_MAC_LOCAL = 0x1000


@dataclass(frozen=True, slots=True)
class FileSystem:
    """What holds a file: its type as the system names it ("" where unknown), and whether another machine keeps it."""

    kind: str
    remote: bool


UNKNOWN = FileSystem("", False)


def refuse_remote(path: Path) -> None:
    """Raise StoreError where the file at `path` is, or would be made, on a network drive."""
    found = file_system(path)
    if found.remote:
        raise StoreError("store-remote", path=str(path), kind=found.kind)


def file_system(path: Path) -> FileSystem:
    """The file system that holds `path`, or will once the file is made. Asks this machine only, in microseconds."""
    try:
        real = path.resolve()
        if sys.platform == "win32":
            return windows(str(real), lambda root: int(ctypes.windll.kernel32.GetDriveTypeW(root)))
        if sys.platform == "darwin":
            return _mac(real if real.exists() else real.parent)
        return linux(str(real), Path("/proc/self/mountinfo").read_text("utf-8", "replace"))
    except (OSError, AttributeError, RuntimeError):
        return UNKNOWN


def linux(path: str, mountinfo: str) -> FileSystem:
    """By /proc/self/mountinfo: the innermost mount over `path`, of several on one folder the last."""
    best, longest = "", -1
    for line in mountinfo.splitlines():
        fields = line.split(" ", 5)
        point = _plain(fields[4]).rstrip("/") if len(fields) == 6 else None
        # With its slash, so that /mnt/a does not hold /mnt/ab.
        if point is not None and len(point) >= longest and f"{path}/".startswith(f"{point}/"):
            best, longest = line, len(point)
    after = best.partition(" - ")[2].split(" ")
    return mounted(after[0], _plain(after[1]), " ".join(after[2:])) if len(after) > 1 else UNKNOWN


def mounted(kind: str, source: str, options: str) -> FileSystem:
    """A file system of Linux by type, what is mounted, and the mount's own options."""
    name = kind.lower()
    if name == "9p":
        # A sandbox or a virtual machine has its own disk by 9p, and is alone with it. WSL has Windows' drives by it,
        # where programs of Windows write to the same file and neither side sees the other's locks.
        if "drvfs" in options or "drvfs" in source:
            return FileSystem("9p (WSL)", True)
        return FileSystem(kind, re.search(r"\btrans=(tcp|rdma)\b", options) is not None)
    fuse = name == "fuse" or name.startswith("fuse.")
    remote = name in _REMOTE or (fuse and (name[5:] in _REMOTE_FUSE or _SHARE.match(source) is not None))
    return FileSystem(kind, remote)


def windows(path: str, drive_type: Callable[[str], int]) -> FileSystem:
    r"""By the path's drive: `\\server\share` is another machine's, a letter is asked of Windows."""
    drive = PureWindowsPath(path).drive
    if drive.upper().startswith("\\\\?\\UNC\\"):
        return FileSystem("UNC", True)
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        drive = drive[4:]
    if drive.startswith("\\\\"):
        return FileSystem("UNC", True)
    remote = bool(drive) and drive_type(f"{drive}\\") == _DRIVE_REMOTE
    return FileSystem("DRIVE_REMOTE" if remote else "", remote)


def mac(statfs: bytes) -> FileSystem:
    """By what statfs() tells: `f_flags` says whether the disk is local, `f_fstypename` its type."""
    (flags,) = struct.unpack_from("=I", statfs, 64)
    kind = statfs[72:88].split(b"\0", 1)[0].decode("ascii", "replace")
    return FileSystem(kind, not flags & _MAC_LOCAL or kind in _REMOTE)


def _mac(path: Path) -> FileSystem:
    libc = ctypes.CDLL(None)
    # On Intel the name without a suffix is the old form, with 32-bit inodes and other offsets.
    call = getattr(libc, "statfs$INODE64", None) or libc.statfs
    told = ctypes.create_string_buffer(4096)
    return mac(told.raw) if call(str(path).encode(), told) == 0 else UNKNOWN


def _plain(text: str) -> str:
    r"""Without mountinfo's escapes: a space is written `\040`."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text) if "\\" in text else text
