"""One window per user: a second start hands its files to the first and ends."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MILLISECONDS = 2000
_LONGEST_MESSAGE = 1_000_000


class SingleInstance(QObject):
    """The claim to be the only window on one folder of data.

    A lock file decides who is first, because some systems let two servers listen under one name; the server only
    passes files on. A lock whose owner has died counts for nothing.

    Args:
        folder: Of the data; windows with different folders do not know each other.
    """

    asked = Signal(list)
    """Somebody started the program again, with these files (`Path`); the window should come to the front."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # Never by age: windows stay open for days.
        # Names of sockets are short on some systems and shared by all users of the machine.
        self._name = "fitting-room-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._listen)
        self._received: dict[QLocalSocket, bytes] = {}

    def claim(self) -> bool:
        """Become the first; returns whether that worked."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # Left by a window that crashed.
        self._server.listen(self._name)
        return True

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Give files to the first window and ask it to come forward; returns whether it listened."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MILLISECONDS):
            return False
        socket.write(json.dumps([str(file.absolute()) for file in files]).encode() + b"\n")
        written = socket.waitForBytesWritten(_PATIENCE_MILLISECONDS)
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(_PATIENCE_MILLISECONDS)
        return written

    def release(self) -> None:
        """Let the next one be first."""
        for socket in list(self._received):
            socket.abort()
        self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._received[socket] = b""
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(lambda socket=socket: self._forget(socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket not in self._received:
            return
        self._received[socket] += bytes(socket.readAll().data())
        line, end, _ = self._received[socket].partition(b"\n")
        if end:
            self._received[socket] = b""
            files = _files(line)
            if files is not None:
                self.asked.emit(files)
        if end or len(self._received[socket]) > _LONGEST_MESSAGE:
            socket.disconnectFromServer()

    def _forget(self, socket: QLocalSocket) -> None:
        self._received.pop(socket, None)
        socket.deleteLater()


def _files(line: bytes) -> list[Path] | None:
    """The files that a message names, or None where it is not one of ours."""
    try:
        names = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return [Path(name) for name in names]
