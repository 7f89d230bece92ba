"""Fetching one address, from the public internet only, within bounds of size, time and redirects.

A name is resolved once; every address it has must be global; the connection goes to that very address with the name in
Host and SNI (so that a name which resolves differently the second time gains nothing); each redirect starts anew.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from headwater.reading.limits import UnreadableError, in_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx2

    from headwater.reading.limits import Limits

    Resolver = Callable[[str, int], list[str]]

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/json, text/*",
    "Accept-Encoding": "gzip, identity",
    "User-Agent": "Headwater/0.1 (reads single pages for the person at the keyboard)",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address sent: the final address, the body as sent (perhaps gzip), and what the sender says it is."""

    url: str
    body: bytes
    media_type: str | None
    charset: str | None


def is_address(path: object) -> bool:
    """Tell whether a path is an address of any scheme ("https://...", "ftp://...")."""
    return isinstance(path, str) and _ADDRESS.match(path) is not None


def shown_address(url: str) -> str:
    """Return an address without user name and password."""
    return re.sub(r"(?<=://)[^/?#\s]{0,1000}@", "", url, count=1).encode("utf-8", "backslashreplace").decode("utf-8")


def fetch(url: str, limits: Limits, *, allow_private_network: bool = False, resolve: Resolver | None = None) -> Fetched:
    """Return what an address sends.

    Raises:
        UnreadableError: `blocked_address`, `redirects`, `too_large`, `timeout`, `http_status`, `unreachable`, ...
    """
    deadline = time.monotonic() + limits.fetch_seconds
    seen = [url]
    for _ in range(limits.redirects + 1):
        hop = _Hop(url, limits, deadline, private=allow_private_network, resolve=resolve or resolved)
        answer = hop.get()
        if isinstance(answer, Fetched):
            return answer
        if url.casefold().startswith("https:") and not answer.casefold().startswith("https:"):
            raise UnreadableError("downgrade", f"it redirects from https to {shown_address(answer)[:200]}")
        if answer in seen:
            raise UnreadableError("redirects", "it redirects in a circle")
        seen.append(answer)
        url = answer
    raise UnreadableError("redirects", f"it redirects more than {limits.redirects} times (limit redirects)")


def resolved(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host by the system's resolver, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def is_global(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also inside the forms that wrap an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_global(str(inner))
        if ip.teredo is not None or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class _Hop:
    """One request: no redirect is followed in it."""

    def __init__(self, url: str, limits: Limits, deadline: float, *, private: bool, resolve: Resolver) -> None:
        self._limits = limits
        self._deadline = deadline
        self._private = private
        self._resolve = resolve
        parts = _checked(url)
        self._secure = parts.scheme.casefold() == "https"
        self._host = _host(parts.hostname or "")
        try:
            self._port = parts.port or (443 if self._secure else 80)
        except ValueError as error:
            raise UnreadableError("bad_address", "its port is no number from 1 to 65535") from error
        self._target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        shown_host = f"[{self._host}]" if ":" in self._host else self._host
        self._authority = shown_host if parts.port is None else f"{shown_host}:{self._port}"
        self._url = urlunsplit((parts.scheme.casefold(), self._authority, parts.path or "/", parts.query, ""))

    def get(self) -> Fetched | str:
        """Return what was sent, or the address that it redirects to."""
        import httpx2  # noqa: PLC0415 -- slow to import, and only needed where an address is given

        address = self._address()
        literal = f"[{address}]" if ":" in address else address
        scheme = "https" if self._secure else "http"
        left = self._left()
        timeout = httpx2.Timeout(left, connect=min(left, 10.0))
        try:
            with httpx2.Client(trust_env=False, follow_redirects=False, timeout=timeout) as client:
                request = client.build_request(
                    "GET",
                    f"{scheme}://{literal}:{self._port}{self._target}",
                    headers={**_HEADERS, "Host": self._authority},
                    extensions={"sni_hostname": self._host},
                )
                answer = client.send(request, stream=True)
                try:
                    return self._answer(answer)
                finally:
                    answer.close()
        except httpx2.TimeoutException as error:
            raise self._late() from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            raise UnreadableError("unreachable", f"{self._host} cannot be read: {error}") from error

    def _address(self) -> str:
        """Return the one address to connect to, checked."""
        outcome: list[list[str] | Exception] = []

        def look_up() -> None:
            try:
                outcome.append(self._resolve(self._host, self._port))
            except (OSError, UnicodeError) as error:
                outcome.append(error)

        # The system's resolver knows no deadline, so it runs beside.
        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self._left())
        if not outcome:
            raise self._late()
        found = outcome[0]
        if isinstance(found, Exception) or not found:
            raise UnreadableError("unreachable", f"the name {self._host} has no address: {found or 'none'}")
        blocked = [address for address in found if not is_global(address)]
        if blocked and not self._private:
            raise UnreadableError(
                "blocked_address",
                f"{self._host} is {blocked[0]}, which is no address of the public internet; "
                "allow private networks if you mean it",
            )
        return found[0]

    def _answer(self, answer: httpx2.Response) -> Fetched | str:
        status, headers = answer.status_code, answer.headers
        if status in _REDIRECTS and headers.get("location"):
            return urljoin(self._url, headers["location"].strip())
        if status != 200:
            later = headers.get("retry-after", "")[:40]
            detail = f"the server answers {status} {answer.reason_phrase}"
            raise UnreadableError("http_status", detail + (f", and asks to wait {later}" if later else ""))
        coding = headers.get("content-encoding", "identity").strip().casefold()
        if coding not in {"", "identity", "gzip", "x-gzip"}:
            raise UnreadableError(
                "unknown_encoding", f"the server packs the page as {coding[:60]!r}, which is not read"
            )
        media_type, charset = _content_type(headers)
        return Fetched(self._url, self._body(answer), media_type, charset)

    def _body(self, answer: httpx2.Response) -> bytes:
        body = bytearray()
        for piece in answer.iter_raw():
            body += piece
            if len(body) > self._limits.fetch_bytes:
                bound = in_bytes(self._limits.fetch_bytes)
                raise UnreadableError("too_large", f"it sends more than {bound} (limit fetch_bytes)")
            self._left()
        return bytes(body)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._late()
        return left

    def _late(self) -> UnreadableError:
        return UnreadableError("timeout", f"it took longer than {self._limits.fetch_seconds:g} s (limit fetch_seconds)")


def _checked(url: str) -> SplitResult:
    """Return an address in parts; raise `UnreadableError` for one that is not to be fetched."""
    if any(character <= " " or character in {"\\", "\x7f"} for character in url) or len(url) > 8_000:
        raise UnreadableError("bad_address", "spaces, backslashes and control characters have no place in an address")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UnreadableError("bad_address", f"it cannot be taken apart: {error}") from error
    if parts.scheme.casefold() not in {"http", "https"}:
        raise UnreadableError("bad_address", f"only http and https are fetched, not {parts.scheme[:20]!r}")
    if "@" in parts.netloc:
        raise UnreadableError("credentials", "addresses with a user name or a password in them are not fetched")
    if not parts.hostname:
        raise UnreadableError("bad_address", "it names no host")
    return parts


def _host(name: str) -> str:
    """Return a host's name in ASCII."""
    try:
        return name if ":" in name or name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UnreadableError("bad_address", f"its host is no name: {error}") from error


def _content_type(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    stated = headers.get("content-type", "")[:300]
    media_type = stated.partition(";")[0].strip().casefold() or None
    match = re.search(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", stated, re.IGNORECASE)
    return media_type, match.group(1) if match else None
