"""A hub on this machine that answers as badly as the test asks it to."""

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "c" * 40


FLIPPED = bytes(byte ^ 1 for byte in range(256))


class BadHub(ThreadingHTTPServer):
    """Serves `files`; each entry of `moods` spoils one answer: truncate, corrupt, stall, redirect, close, fail, deaf.

    Attributes:
        files: Content by path.
        announced: What the listing says instead, by path.
        moods: What goes wrong with the next answers that hold content, in order.
        asked: Every request: (path, Range header).
        commits: Those that it has beside `COMMIT`, which is the newest of every repository.
    """

    daemon_threads = True

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = files
        self.announced: dict[str, bytes] = {}
        self.small: set[str] = set()
        self.moods: list[str] = []
        self.asked: list[tuple[str, str | None]] = []
        self.status = 200
        self.commits: set[str | None] = set()
        self.release = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """The client hangs up when it has enough."""


class _Handler(BaseHTTPRequestHandler):
    server: BadHub
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Range")))
        if self.server.status != 200:
            self.send_error(self.server.status)
        elif self.path.startswith("/api/models/"):
            asked = self.path.partition("/revision/")[2].partition("?")[0]
            commit = asked if asked in self.server.commits else COMMIT
            self.answer(json.dumps({"sha": commit, "siblings": [*map(self.sibling, self.server.files)]}).encode())
        else:
            self.send_content(self.server.files[re.split("/[0-9a-f]{40}/", self.path)[1].removesuffix("?moved")])

    def sibling(self, path: str) -> dict[str, object]:
        content = self.server.announced.get(path, self.server.files[path])
        told: dict[str, object] = {"rfilename": path, "size": len(content)}
        if path in self.server.small:
            told["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        else:
            told["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        return told

    def send_content(self, content: bytes) -> None:
        mood = self.server.moods.pop(0) if self.server.moods else ""
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        if mood == "redirect":
            self.send_response(302)
            self.send_header("Location", f"{self.path}?moved")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if mood == "fail":
            self.send_error(503)
            return
        if mood == "close":
            self.close_connection = True
            self.connection.close()
            return
        if mood == "deaf":
            start = 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        rest = content[start:]
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        half = rest[: len(rest) // 2]
        match mood:
            case "truncate":
                self.wfile.write(half)
                self.close_connection = True
            case "stall":
                self.wfile.write(half)
                self.wfile.flush()
                self.server.release.wait(10)
                self.close_connection = True
            case "corrupt":
                self.wfile.write(rest.translate(FLIPPED))  # At once: a slow answer would be another mood.
            case _:
                self.wfile.write(rest)

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@contextmanager
def bad_hub(files: dict[str, bytes]) -> Iterator[BadHub]:
    """A hub for the time of a test."""
    server = BadHub(files)
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
