"""A publisher's server on the loopback address, which misbehaves as it is told."""

from __future__ import annotations

import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SLOW = 3.0  # seconds: longer than the tests' --timeout
Answer = tuple[int, bytes]


@dataclass
class Published:
    """One file: its bytes, what the server says of them, and how each request goes wrong in turn.

    Faults: `cut`, `slow`, `500`, `503`, `429`, `wait` (429 for an hour), `page`, `long`, `short`,
    `changed`, `unsized`, `packed`, and `` for a request that goes well.
    """

    content: bytes
    etag: str = '"1"'
    modified: str = ""
    faults: list[str] = field(default_factory=list)
    ranges: bool = True
    after: bytes = b""  # what it is once it has `changed`


@dataclass
class Server:
    """What is published by path, and every request that was made."""

    files: dict[str, Published] = field(default_factory=dict)
    api: Callable[[str, dict[str, str]], Answer] | None = None
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    base: str = ""

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            form = parse_qs(self.rfile.read(size).decode())
            self._answer({k: v[0] for k, v in form.items()})

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            self._answer({k: v[0] for k, v in query.items()})

        def _answer(self, words: dict[str, str]) -> None:
            server.asked.append((self.command, self.path, dict(self.headers)))
            path = urlsplit(self.path).path
            if path in server.files:
                self._file(server.files[path])
            elif server.api is not None:
                self._whole(*server.api(path, words))
            else:
                self._whole(404, b"nothing here")

        def _whole(self, status: int, body: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _file(self, file: Published) -> None:
            fault = file.faults.pop(0) if file.faults else ""
            if fault in ("500", "503"):
                return self._whole(int(fault), b"out of order")
            if fault == "429":
                return self._whole(429, b"", Retry_After="1")
            if fault == "wait":
                return self._whole(429, b"", Retry_After="3600")
            if fault == "page":
                return self._whole(200, b"<html>Sign in</html>", Content_Type="text/html")
            if fault == "packed":
                return self._whole(200, file.content, Content_Encoding="gzip")
            if file.etag and self.headers.get("If-None-Match") == file.etag:
                self.send_response(304)
                self.end_headers()
                return None
            return self._body(file, fault)

        def _body(self, file: Published, fault: str) -> None:
            start, body = 0, file.content
            wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            sure = self.headers.get("If-Range") in (file.etag or None, file.modified or None)
            if wanted and file.ranges and sure:
                start = int(wanted[1])
                if start >= len(body):
                    return self._whole(416, b"", Content_Range=f"bytes */{len(body)}")
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            else:
                self.send_response(200)
            if file.etag:
                self.send_header("ETag", file.etag)
            if file.modified:
                self.send_header("Last-Modified", file.modified)
            rest = body[start:]
            said = len(rest) + {"long": 1000, "short": -(len(rest) // 2)}.get(fault, 0)
            if fault == "unsized":
                self.send_header("Connection", "close")
            else:
                self.send_header("Content-Length", str(said))
            self.end_headers()
            half = len(rest) // 2
            if fault in ("cut", "slow", "changed", "stop"):
                self.wfile.write(rest[:half])
                self.wfile.flush()
                if fault == "changed":
                    file.content, file.etag = file.after, '"2"'
                time.sleep({"slow": SLOW, "stop": 30}.get(fault, 0))
                self.close_connection = True
                return None
            self.wfile.write(rest[:said])
            if fault in ("long", "short", "unsized"):
                self.close_connection = True
            return None

    return Handler


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Server]:
    """A server of its own port, gone at the end; with a certificate it is encrypted."""
    server = Server()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(server)) as http:
        http.daemon_threads = True
        http.block_on_close = False
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            http.socket = context.wrap_socket(http.socket, server_side=True)
        scheme = "http" if certificate is None else "https"
        server.base = f"{scheme}://127.0.0.1:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
