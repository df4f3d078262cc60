"""The only network client: asks the hub what a repository holds, and opens its files at any byte.

It sends no more than the address: no account, no cookies, nothing about this machine or its user.
"""

import fnmatch
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from fitting_room.domain.errors import DownloadFailed
from fitting_room.domain.sentence import Sentence
from fitting_room.shelf.lock import LockedFile, LockedModel
from fitting_room.shelf.manifest import ModelCard, is_safe

HUB = "https://huggingface.co"
PATIENCE = 20.0
"""Seconds without a byte after which a connection counts as lost."""
LARGEST_LISTING = 16 << 20
"""Bytes; a listing of a thousand files has about 300 kB."""

INTERRUPTED = (OSError, HTTPException)
"""What a broken, stalled or refused connection raises: worth another try."""


@dataclass(frozen=True, eq=False)
class Answer:
    """Bytes of a file on their way.

    Attributes:
        start: Position of the first byte; 0 where the hub did not go along with the one that was asked for.
        stream: The bytes.
    """

    start: int
    stream: HTTPResponse


class Hub:
    """The Hugging Face hub, or whatever answers like it.

    Args:
        address: Where it is.
        patience: Seconds without a byte after which a connection counts as lost.
    """

    def __init__(self, address: str = HUB, patience: float = PATIENCE) -> None:
        self._address = address.rstrip("/")
        self._patience = patience
        self._opener: OpenerDirector = build_opener(_NeverToPlainHttp())

    def describe(self, card: ModelCard) -> LockedModel:
        """What the hub has for a model: the commit, and size and checksum of each file.

        Raises:
            DownloadFailed: It cannot be reached, has not all the files, or does not give them to everybody.
        """
        revision = quote(card.revision or "main", safe="")
        address = f"{self._address}/api/models/{quote(card.repo)}/revision/{revision}?blobs=true"
        try:
            with self._open(address, card) as answer:
                told = answer.read(LARGEST_LISTING)
        except INTERRUPTED as error:
            raise DownloadFailed(
                "The model hub cannot be reached.", "Check the network, or import the model from a folder."
            ) from error
        try:
            listing = json.loads(told)
            commit = str(listing["sha"])
            found = [_file(sibling) for sibling in listing["siblings"] if _wanted(sibling["rfilename"], card)]
        except (ValueError, KeyError, TypeError) as error:
            raise self._unexpected(card) from error
        missing = [pattern for pattern in card.files if not any(_matches(file.path, pattern) for file in found)]
        if missing or (card.revision is not None and commit != card.revision):
            raise self._unexpected(card)
        return LockedModel(card.repo, commit, tuple(found))

    @contextmanager
    def open(self, card: ModelCard, commit: str, path: str, start: int) -> Iterator[Answer]:
        """Open a file of a commit at a byte.

        Raises:
            DownloadFailed: The hub does not give this file.
            OSError, HTTPException: The connection broke.
        """
        address = f"{self._address}/{quote(card.repo)}/resolve/{quote(commit, safe='')}/{quote(path)}"
        with self._open(address, card, start) as response:
            yield Answer(_first_byte(response) if response.status == 206 else 0, response)

    def _open(self, address: str, card: ModelCard, start: int = 0) -> HTTPResponse:
        headers = {"User-Agent": "fitting-room", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        try:
            response: HTTPResponse = self._opener.open(Request(address, headers=headers), timeout=self._patience)
        except HTTPError as error:
            error.close()
            if error.code in (401, 403):
                raise DownloadFailed(
                    Sentence("The hub gives “{model}” only to people who have accepted its licence there.",
                             model=card.title),
                    Sentence("Download it from {address} in a browser, then import it from that folder.",
                             address=f"{self._address}/{card.repo}"),
                ) from error  # fmt: skip
            if error.code in (404, 410):
                raise self._unexpected(card) from error
            raise ConnectionError(f"the hub answered {error.code}") from error
        return response

    def _unexpected(self, card: ModelCard) -> DownloadFailed:
        return DownloadFailed(
            Sentence("The hub does not have “{model}” as it is expected.", model=card.title),
            "Update the fitting room; if that does not help, import the model from a folder.",
        )


class _NeverToPlainHttp(HTTPRedirectHandler):
    """Follows the hub to its file servers, but never from an encrypted connection to an open one."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise ConnectionError("the hub pointed to an address without encryption")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _wanted(path: str, card: ModelCard) -> bool:
    return is_safe(path) and any(_matches(path, pattern) for pattern in card.files)


def _matches(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern whose "*" does not reach across folders."""
    return path.count("/") == pattern.count("/") and fnmatch.fnmatchcase(path, pattern)


def _file(sibling: dict[str, Any]) -> LockedFile:
    large = sibling.get("lfs")
    checksum = f"sha256:{large['sha256']}" if large else f"git:{sibling['blobId']}"
    return LockedFile(sibling["rfilename"], int(sibling["size"]), checksum)


def _first_byte(response: HTTPResponse) -> int:
    """Where a partial answer begins, as it says itself.

    Raises:
        ConnectionError: It does not say.
    """
    told = response.headers.get("Content-Range", "")
    first = told.removeprefix("bytes ").partition("-")[0]
    if not first.isdigit():
        raise ConnectionError("a partial answer that does not say which part")
    return int(first)
