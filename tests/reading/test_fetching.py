"""Fetching: only from where it may, within its bounds; against a server on this machine and resolvers made up."""

import gzip
import http.server
import threading
import time
from itertools import count

import pytest

from headwater.article import Article, Problem
from headwater.reading import Limits, read
from headwater.reading.fetching import fetch, is_global, shown_address
from headwater.reading.limits import UnreadableError

PROSE = (
    "The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard, the harbour master "
    "said. Tugs pulled the ship free at dawn, and nobody was hurt. Inspectors went aboard in the morning."
)
PAGE = f"<html><head><title>Aground</title></head><body><article>{f'<p>{PROSE}</p>' * 3}</article></body></html>"


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers each path in a way of its own, and keeps what it was asked."""

    asked = []  # noqa: RUF012 -- the server's own log, emptied by the fixture

    def do_GET(self):
        self.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        getattr(self, "answer_" + path.strip("/").replace("-", "_"), self.answer_missing)()

    def send(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self):
        self.send(PAGE.encode())

    def answer_packed(self):
        self.send(gzip.compress(PAGE.encode(), mtime=0), Content_Encoding="gzip")

    def answer_bomb(self):
        self.send(gzip.compress(b"<p>" + b"a" * 60_000_000, mtime=0), Content_Encoding="gzip")

    def answer_brotli(self):
        self.send(b"\x0b\x02\x80", Content_Encoding="br")

    def answer_wrapped(self):
        self.send(gzip.compress(PAGE.encode(), mtime=0), Content_Encoding=", ".join(["gzip"] * 50))

    def answer_latin(self):
        text = PAGE.replace("harbour", "h\u00e4rbour").encode("latin-1")
        self.send(text, Content_Type="text/html; charset=iso-8859-1")

    def answer_moved(self):
        self.send(b"", 302, Location="/page")

    def answer_circle(self):
        self.send(b"", 302, Location="/circle")

    def answer_endless(self):
        self.send(b"", 302, Location=f"/endless?{len(self.asked)}")

    def answer_inwards(self):
        self.send(b"", 302, Location="http://inner.example/secret")

    def answer_elsewhere(self):
        self.send(b"", 302, Location="file:///etc/passwd")

    def answer_busy(self):
        self.send(b"later", 429, Retry_After="120")

    def answer_missing(self):
        self.send(b"gone", 404)

    def answer_endless_body(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100_000):
                self.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    def answer_drip(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    Answers.asked = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def base(server):
    return f"http://127.0.0.1:{server.server_port}"


def refused(url, limits=Limits(), **options):  # noqa: B008 -- frozen
    with pytest.raises(UnreadableError) as raised:
        fetch(url, limits, **options)
    return raised.value.reason


def allowed(url, **options):
    return fetch(url, Limits(), allow_private_network=True, **options)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "0.0.0.0",  # noqa: S104 -- an address to refuse
        "169.254.169.254",
        "10.1.2.3",
        "100.64.0.1",
        "[fd00::8]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "localhost",
    ],
)
def test_addresses_that_are_not_public_are_refused_before_connecting(host, server):
    assert refused(f"http://{host}:{server.server_port}/page") == "blocked_address"
    assert Answers.asked == []


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_told(address):
    assert is_global(address)


@pytest.mark.parametrize("address", ["224.0.0.1", "255.255.255.255", "fe80::1", "fec0::1", "not an address", ""])
def test_other_addresses_are_not(address):
    assert not is_global(address)


def test_a_name_with_one_private_address_among_public_ones_is_refused():
    assert refused("http://mixed.example/", resolve=lambda _host, _port: ["8.8.8.8", "10.0.0.1"]) == "blocked_address"


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_address(server):
    answers = iter([["127.0.0.1"], ["203.0.113.9"]])
    fetched = allowed(f"http://calder.example:{server.server_port}/page", resolve=lambda _host, _port: next(answers))
    assert fetched.url == f"http://calder.example:{server.server_port}/page"
    assert Answers.asked[0][1]["Host"] == f"calder.example:{server.server_port}"
    assert next(answers) == ["203.0.113.9"]


def test_each_redirect_is_checked_anew(server, monkeypatch):
    monkeypatch.setattr("headwater.reading.fetching.is_global", lambda address: address == "127.0.0.1")
    hosts = {"outer.example": ["127.0.0.1"], "inner.example": ["10.0.0.7"]}
    url = f"http://outer.example:{server.server_port}/inwards"
    assert refused(url, resolve=lambda host, _port: hosts[host]) == "blocked_address"
    assert [path for path, _ in Answers.asked] == ["/inwards"]


def test_redirects_are_followed_and_the_last_address_is_told(base):
    assert allowed(f"{base}/moved").url == f"{base}/page"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("circle", "redirects"),
        ("endless", "redirects"),
        ("elsewhere", "bad_address"),
        ("busy", "http_status"),
        ("nothing", "http_status"),
        ("brotli", "unknown_encoding"),
        ("wrapped", "unknown_encoding"),
    ],
)
def test_what_a_server_may_not_do(base, path, reason):
    assert refused(f"{base}/{path}", allow_private_network=True) == reason


def test_redirects_are_counted(base):
    refused(f"{base}/endless", Limits(redirects=3), allow_private_network=True)
    assert len(Answers.asked) == 4


def test_waiting_is_told(base):
    with pytest.raises(UnreadableError, match="wait 120"):
        allowed(f"{base}/busy")


def test_a_body_without_end_is_cut_off(base):
    assert refused(f"{base}/endless_body", Limits(fetch_bytes=300_000), allow_private_network=True) == "too_large"


def test_a_body_that_drips_is_given_up(base):
    assert refused(f"{base}/drip", Limits(fetch_seconds=0.3), allow_private_network=True) == "timeout"


def test_a_resolver_that_hangs_is_given_up():
    release = threading.Event()
    limits = Limits(fetch_seconds=0.1)
    try:
        assert refused("http://slow.example/", limits, resolve=lambda *_: release.wait(20) and []) == "timeout"
    finally:
        release.set()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://calder.example/x", "bad_address"),
        ("file:///etc/passwd", "bad_address"),
        ("gopher://calder.example/", "bad_address"),
        ("http://", "bad_address"),
        ("http://calder.example:99999/", "bad_address"),
        ("http://calder example/", "bad_address"),
        ("http://calder.example\\@evil.example/", "bad_address"),
        ("http://[::1", "bad_address"),
        ("http://ann:secret@calder.example/", "credentials"),
    ],
)
def test_addresses_that_are_none(url, reason):
    assert refused(url, resolve=lambda *_: pytest.fail("was resolved")) == reason


def test_https_is_never_left_for_http(monkeypatch):
    hops = count()

    def get(_self):
        next(hops)
        return "http://calder.example/page"

    monkeypatch.setattr("headwater.reading.fetching._Hop.get", get)
    assert refused("https://calder.example/", resolve=lambda *_: []) == "downgrade"
    assert next(hops) == 1


def test_nothing_that_was_kept_is_sent(base):
    allowed(f"{base}/page")
    sent = {name.casefold() for name in Answers.asked[0][1]}
    assert not sent & {"cookie", "authorization", "referer"}


def test_passwords_are_never_shown():
    (problem,) = read(["http://ann:secret@calder.example/x"])
    assert isinstance(problem, Problem)
    assert "secret" not in repr(problem)
    assert problem.source == "http://calder.example/x"
    assert shown_address("https://a:b@c.example/@d") == "https://c.example/@d"


@pytest.mark.parametrize("path", ["page", "packed", "moved", "latin"])
def test_an_address_is_read_as_an_article(base, path):
    (article,) = read([f"{base}/{path}"], allow_private_network=True)
    assert isinstance(article, Article)
    assert article.source == f"{base}/{path}"
    assert article.title == "Aground"
    assert ("h\u00e4rbour" in article.text) == (path == "latin")


def test_a_page_that_unpacks_to_too_much_is_a_problem(base):
    (problem,) = read([f"{base}/bomb"], allow_private_network=True)
    assert problem.reason == "too_large"


def test_without_leave_nothing_private_is_read(base):
    (problem,) = read([f"{base}/page"])
    assert problem.reason == "blocked_address"
    assert Answers.asked == []
