"""Web archives, whole and broken, made for the tests."""

from __future__ import annotations

import gzip

PROSE = (
    "The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard, the harbour master "
    "said. Tugs pulled the ship free at dawn, and nobody was hurt. Inspectors went aboard in the morning."
)


def page(number):
    """Return an HTTP answer with a page whose text names `number`."""
    paragraphs = "".join(f"<p>{PROSE} This is paragraph {part} of page {number}.</p>" for part in range(4))
    html = f"<html><head><title>Page {number}</title></head><body><article>{paragraphs}</article></body></html>"
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()


def record(number, *, length=None, kind="response", block=None, ending=b"\r\n\r\n", extra=""):
    """Return one record; `length` is what its header states, instead of the true one."""
    block = page(number) if block is None else block
    stated = len(block) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://calder.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\n{extra}Content-Length: {stated}\r\n\r\n"
    )
    return head.encode() + block + ending


def packed(*records):
    """Return records as members of their own, as crawlers write them."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
