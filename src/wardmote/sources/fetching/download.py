"""One published file, fetched whole or not at all, and taken up again where it broke off."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError
from urllib3.response import BaseHTTPResponse

from wardmote.sources.fetching.client import Client, NotFetchedError, OfflineError, told
from wardmote.sources.provenance import (
    Record,
    digest_of,
    forget,
    keep,
    known,
    part_of,
    record_of,
    untouched,
)
from wardmote.vocabulary import PublishedFile

FETCHED, UNCHANGED, ABSENT, FAILED = "fetched", "unchanged", "absent", "failed"
BLOCK = 1 << 16
MOST_BREAKS = 200  # of one file, however much each try brings
GONE = (404, 410)
OUT_OF_SERVICE = 503
PACKED = (".zip", ".xlsx", ".ods", ".docx", ".odt")  # which are zip containers
PAGES = (".html", ".htm", ".xhtml")

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one file; `reason` says why, or what should be known of it."""

    name: str
    state: str
    reason: str = ""
    size: int = 0
    sha256: str = ""
    url: str = ""


class _BegunAnewError(Exception):
    """What is there of the file is of no use."""


def download(client: Client, file: PublishedFile, target: Path, progress: Progress) -> Fetched:
    """Fetch the file to `target`; what became of it is told, never raised.

    Raises OfflineError where the server cannot be reached. An interrupted part stays beside the
    target for the next time.
    """
    try:
        return _Download(client, file, target, progress).run()
    except NotFetchedError as error:
        return Fetched(str(target), FAILED, str(error), url=file.url)
    except OSError as error:
        return Fetched(str(target), FAILED, unwritable(target, error), url=file.url)


def unwritable(target: Path, error: OSError) -> str:
    """Why a file cannot be written, and what to do."""
    free = ""
    with contextlib.suppress(OSError):
        free = f"; {shutil.disk_usage(target.parent).free >> 20:,} MB are free there"
    return (
        f"{target} cannot be written: {error.strerror or error}{free}. Nothing half-done was put "
        "in its place; make room or allow writing there, and fetch again"
    )


class _Download:
    """The steps of one file, and what is known of it on the way."""

    def __init__(
        self, client: Client, file: PublishedFile, target: Path, progress: Progress
    ) -> None:
        self.client, self.file, self.target, self.progress = client, file, target, progress
        self.part = part_of(target)
        self.note = ""
        self.resumed = False

    def run(self) -> Fetched:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        whole = known(self.target)
        if self._there():
            return self._unchanged(self.file.sha256)
        if whole and (whole.url != self.file.url or not untouched(self.target, whole)):
            whole = None
        retry: urllib3.Retry = self.client.patience.retry(OUT_OF_SERVICE)
        for _ in range(MOST_BREAKS):
            before = self._have()
            try:
                done = self._tried(whole, retry)
            except _BegunAnewError:
                forget(self.part)
                continue
            except HTTPError as error:
                fresh = self._have() > before
                retry = self._again(
                    self.client.patience.retry(OUT_OF_SERVICE) if fresh else retry, error
                )
                continue
            if done is not None:
                return done
        raise NotFetchedError(f"the connection broke {MOST_BREAKS} times; fetch again later")

    def _there(self) -> bool:
        """Whether the very bytes that the manifest names are there already."""
        wanted = self.file.sha256
        return bool(wanted) and self.target.is_file() and digest_of(self.target) == wanted

    def _unchanged(self, digest: str) -> Fetched:
        forget(self.part)
        return Fetched(
            str(self.target), UNCHANGED, "", self.target.stat().st_size, digest, self.file.url
        )

    def _have(self) -> int:
        return self.part.stat().st_size if self.part.is_file() else 0

    def _again(self, retry: urllib3.Retry, error: HTTPError) -> urllib3.Retry:
        """Wait, and count the try. Raises NotFetchedError when there were enough."""
        try:
            retry = retry.increment("GET", self.file.url, error=error)
        except MaxRetryError as spent:
            if isinstance(said := told(self.file.url, spent), OfflineError):
                raise said from spent
            record = known(self.part)
            kept = self._have() if record and record.validator else 0
            left = f"; {kept:,} bytes are kept for the next time" if kept else ""
            raise NotFetchedError(f"{said}{left}") from spent
        except HTTPError as spent:
            raise NotFetchedError(str(told(self.file.url, spent))) from spent
        retry.sleep()
        return retry

    def _tried(self, whole: Record | None, retry: urllib3.Retry) -> Fetched | None:
        """One request and its body; nothing when the file turned out to be broken off."""
        headers, have = self._headers(whole)
        answer = self.client.open(self.file.url, headers, retry)
        try:
            if answer.status == 304 and whole:
                return self._unchanged(whole.sha256)
            if answer.status in GONE:
                reason = f"the publisher has no such file ({answer.status}): {self.file.url}"
                return Fetched(str(self.target), ABSENT, reason, url=self.file.url)
            if answer.status == 416 and have:
                return self._complete_already(answer, have)
            if answer.status not in (200, 206):
                raise NotFetchedError(
                    f"the server answers {answer.status} {answer.reason or ''}".rstrip()
                    + f" for {self.file.url}; fetch again later"
                )
            record = self._begun(answer, have)
            self._room(record)
            self._poured(answer, record)
        finally:
            answer.close()
        return self._finished(record, whole)

    def _headers(self, whole: Record | None) -> tuple[dict[str, str], int]:
        """Ask for the rest of a part, or for the file if it is not the one that is there."""
        record = known(self.part)
        have = self._have()
        if have and record and record.url == self.file.url and record.validator:
            return {"Range": f"bytes={have}-", "If-Range": record.validator}, have
        forget(self.part)
        headers = {}
        if whole and whole.etag:
            headers["If-None-Match"] = whole.etag
        if whole and whole.modified:
            headers["If-Modified-Since"] = whole.modified
        return headers, 0

    def _complete_already(self, answer: BaseHTTPResponse, have: int) -> Fetched:
        """A part that lacks nothing: the server has no byte after it."""
        record = known(self.part)
        if record and answer.headers.get("Content-Range", "").endswith(f"/{have}"):
            self.resumed = True
            return self._finished(msgspec.structs.replace(record, length=have), None)
        raise _BegunAnewError

    def _begun(self, answer: BaseHTTPResponse, have: int) -> Record:
        """What the server says of the file, kept before its first byte."""
        headers = answer.headers
        if "html" in headers.get("Content-Type", "") and self.target.suffix.lower() not in PAGES:
            raise NotFetchedError(
                "a web page came in place of the file; does a sign-in page of your network stand "
                f"between? Open {self.file.url} in a browser"
            )
        if headers.get("Content-Encoding", "identity") not in ("identity", ""):
            raise NotFetchedError("the server packs the file though it was asked not to")
        if answer.status == 206:
            before = known(self.part)
            found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", headers.get("Content-Range", ""))
            length = int(found[2]) if found and found[2] != "*" else None
            etag = headers.get("ETag", "")
            if (
                before is None
                or found is None
                or int(found[1]) != have
                or (before.length is not None and length != before.length)
                or (etag and before.etag and etag != before.etag)
            ):
                self.note = "it changed while it was fetched, so it was begun anew"
                raise _BegunAnewError
            self.resumed = True
            return before
        if have:
            self.note = "it changed while it was fetched, so it was begun anew"
        self.resumed = False
        said = headers.get("Content-Length", "")
        record = Record(
            self.file.url, headers.get("ETag", ""), headers.get("Last-Modified", ""),
            int(said) if said.isdigit() else None,
        )  # fmt: skip
        self.part.write_bytes(b"")
        keep(self.part, record)
        return record

    def _room(self, record: Record) -> None:
        """Raises NotFetchedError where the disk cannot hold what is to come."""
        if record.length is None:
            return
        lacking = record.length - self._have() - shutil.disk_usage(self.target.parent).free
        if lacking > 0:
            raise NotFetchedError(
                f"the disk of {self.target.parent} has too little room for its "
                f"{record.length >> 20:,} MB: {(lacking >> 20) + 1:,} MB more are needed; make "
                "room and fetch again"
            )

    def _poured(self, answer: BaseHTTPResponse, record: Record) -> None:
        """Every byte of the answer, to the end of the part."""
        have = self._have()
        with self.part.open("ab") as file:
            self.progress(self.target.name, have, record.length)
            while block := answer.read1(BLOCK, decode_content=False):
                file.write(block)
                have += len(block)
                self.progress(self.target.name, have, record.length)
            file.flush()
            os.fsync(file.fileno())

    def _finished(self, record: Record, whole: Record | None) -> Fetched:
        """Check the part and put it in place."""
        size = self._have()
        if record.length is not None and size != record.length:
            if size > record.length:
                raise _BegunAnewError
            raise urllib3.exceptions.IncompleteRead(size, record.length - size)
        digest = digest_of(self.part)
        wrong = self._wrong(digest, sure_of_end=record.length is not None)
        if wrong and self.resumed:
            # The two halves may be of two editions: whole from one go it may be right.
            raise _BegunAnewError
        if wrong:
            forget(self.part)
            raise NotFetchedError(wrong)
        if whole and whole.sha256 == digest:
            return self._unchanged(digest)
        replaced = self.target.exists()
        record_of(self.target).unlink(missing_ok=True)
        self.part.replace(self.target)
        stamp = self.target.stat().st_mtime_ns
        file = self.file
        keep(
            self.target,
            Record(
                file.url, record.etag, record.modified, size, digest, file.publisher,
                file.licence, file.edition, "", stamp,
            ),
        )  # fmt: skip
        record_of(self.part).unlink(missing_ok=True)
        note = self.note or ("it replaces an earlier one" if replaced else "")
        return Fetched(str(self.target), FETCHED, note, size, digest, file.url)

    def _wrong(self, digest: str, *, sure_of_end: bool) -> str:
        """What keeps the part from being the file, or nothing."""
        if self.file.sha256 and digest != self.file.sha256:
            return (
                f"its sha256 is {digest[:12]}..., and the manifest says "
                f"{self.file.sha256[:12]}...: the publisher changed it, or it is not the file; "
                "look at it, and change the manifest if it is right"
            )
        with self.part.open("rb") as file:
            packed = file.read(2) == b"PK"
        if packed or self.target.suffix.lower() in PACKED:
            return "" if sound_archive(self.part) else (
                "what came is no whole archive, so nothing of it was kept; fetch again, or "
                f"open {self.file.url} in a browser"
            )  # fmt: skip
        if not self._have():
            return "what came is empty"
        if not sure_of_end and not self.file.sha256:
            return (
                "the server does not say how long the file is, so nobody can know that it is "
                "whole; give its sha256 in the manifest"
            )
        return ""


def sound_archive(path: Path) -> bool:
    """Whether every member of a zip can be read to its end and has its checksum."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError):
        return False
    except (NotImplementedError, RuntimeError):
        return True  # packed or locked in a way of its own: reading it will say so
