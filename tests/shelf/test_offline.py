"""One module talks to the network; nobody else can."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "fitting_room"
CLIENTS = {
    "socket", "ssl", "ftplib", "smtplib", "xmlrpc", "urllib.request", "http.client", "requests", "httpx", "aiohttp",
    "huggingface_hub", "PySide6.QtNetwork", "websockets", "urllib3",
}  # fmt: skip
ALLOWED = {
    "shelf/hub.py": {"urllib.request", "http.client"},
    # A local socket, which no other machine can reach: one window per user.
    "ui/single_instance.py": {"PySide6.QtNetwork"},
}


def imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_only_the_hub_module_imports_a_network_client() -> None:
    found = {
        module.relative_to(PACKAGE).as_posix(): clients
        for module in PACKAGE.rglob("*.py")
        if (clients := {client for client in CLIENTS for name in imported(module)
                        if name == client or name.startswith(f"{client}.")})
    }  # fmt: skip
    assert found == ALLOWED


def test_the_hub_module_hears_of_no_pictures_and_no_people() -> None:
    known = {name for name in imported(PACKAGE / "shelf/hub.py") if name.startswith("fitting_room.")}
    assert not any(word in name for name in known for word in ("image", "photo", "library", "studio", "settings"))
