"""A server on this machine that behaves as badly as servers do."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RNG = b'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'


class Handler(BaseHTTPRequestHandler):
    """A path is a file of ``server.files``, or the name of a way to misbehave."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        name = self.path.strip("/").split("/")[0].removesuffix(".rng").replace("-", "_")
        misbehave = getattr(self, f"misbehave_{name}", None)
        if self.path in self.server.files:
            self.answer(self.server.files[self.path])
        elif misbehave:
            misbehave()
        else:
            self.send_error(404)
        self.close_connection = True

    def answer(self, body, length=None, status=200, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        if length != "none":
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def misbehave_stall(self):
        self.server.over.wait(20)

    def misbehave_stall_within(self):
        self.answer(RNG[:20], len(RNG))
        self.wfile.flush()
        self.server.over.wait(20)

    def misbehave_drip(self):
        """Never silent for long, and never done."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        number = 0
        while not self.server.over.wait(0.05):
            number += 1
            self.wfile.write(f"X-{number % 50}: a".encode() if number % 2 else b"\r\n")
            self.wfile.flush()

    def misbehave_short(self):
        self.answer(RNG, len(RNG) + 100)

    def misbehave_long(self):
        self.answer(RNG, len(RNG) - 10)

    def misbehave_big(self):
        self.answer(b"", 10_000_000_000)

    def misbehave_endless(self):
        self.answer(b"<!-- " + b"a" * 300_000, "none")

    def misbehave_gzip(self):
        self.answer(RNG, Content_Encoding="gzip")

    def misbehave_html(self):
        self.answer(b"<!DOCTYPE html><html><body><p>Not here<br></body></html>", Content_Type="text/html")

    def misbehave_loop(self):
        self.answer(b"", status=302, Location="/loop.rng")

    def misbehave_many(self):
        number = int(self.path.rpartition("/")[2].split(".")[0])
        self.answer(b"", status=301, Location=f"/many/{number - 1}.rng" if number else "/good.rng")

    def misbehave_to_http(self):
        self.answer(b"", status=302, Location=f"http://localhost:{self.server.server_port}/good.rng")

    def misbehave_to_file(self):
        self.answer(b"", status=302, Location="file:///etc/hostname")

    def misbehave_garbage(self):
        self.wfile.write(b"\x00\x01 nothing that HTTP knows\r\n\r\n")

    def misbehave_broken(self):
        self.answer(b"", status=503)

    def log_message(self, format, *args):  # noqa: A002 -- the standard library's name
        pass


@contextmanager
def serving(files, context=None):
    """A server with these files by path; ``context`` makes it speak TLS."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # a client that hangs up is what is tested
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.files, server.asked, server.over = files, [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
