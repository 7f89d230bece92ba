"""The page in a real browser: hostile articles run nothing, ask for nothing, and the page works at any width."""

import re
import shutil
import socket
import subprocess
import threading
from dataclasses import replace

import pytest
from hostile import HEADLINES
from made_account import made_accounts
from test_page import hostile_accounts

from headwater.presentation import html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: apt-get install chromium)")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --enable-logging=stderr --virtual-time-budget=3000"
)


def browse(folder, page, *more):
    """What Chromium makes of the page: its document after all scripts have run, and what it complained of."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    command = [CHROMIUM, *FLAGS.split(), f"--user-data-dir={folder / 'profile'}", *more, "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


class Listener:
    """Counts who calls."""

    def __enter__(self):
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()
        return self

    def listen(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def __exit__(self, *_):
        # A listening socket wakes from accept only when someone calls: a last call that is not counted.
        counted = self.calls
        socket.create_connection(("127.0.0.1", self.port)).close()
        self.socket.close()
        self.thread.join(5)
        self.calls = counted


def aimed(page, port):
    return page.replace("127.0.0.1:PORT", f"127.0.0.1:{port}")


def test_hostile_headlines_run_nothing_and_ask_for_nothing(tmp_path):
    with Listener() as listener:
        page = aimed(html.render(hostile_accounts()), listener.port)
        assert page.count(str(listener.port)) >= sum("PORT" in headline for headline in HEADLINES)
        document, complaints = browse(tmp_path, page)
    assert listener.calls == 0
    assert complaints == []
    assert not re.search(r"<html[^>]*data-owned", document)
    assert re.search(r'<html[^>]*class="js"', document), "our own script must have run"


def test_the_browser_would_tell_of_a_script_that_is_not_ours(tmp_path):
    page = html.render(made_accounts()).replace("</main>", "<script>document.title='owned'</script></main>")
    document, complaints = browse(tmp_path, page)
    assert "<title>owned" not in document
    assert complaints


@pytest.mark.parametrize("width", [360, 1280])
def test_no_line_of_the_page_is_wider_than_the_window(tmp_path, width):
    # A frame is as narrow as we say, while the browser's window has a least width.
    page = html.render(replace(made_accounts(), problems=()))
    probe = (
        f'<iframe id="f" style="width:{width}px;height:900px;border:0"></iframe><script>'
        "onload=function(){var d=document.getElementById('f').contentDocument;"
        "document.title=d.documentElement.scrollWidth+' '+d.documentElement.clientWidth}</script>"
    )
    frame = tmp_path / "inner.html"
    frame.write_text(page, encoding="utf-8")
    outer = f"<!doctype html><title>?</title>{probe}".replace('id="f"', 'id="f" src="inner.html"')
    document, _ = browse(tmp_path, outer, "--allow-file-access-from-files")
    scrolled, shown = map(int, re.search(r"<title>(\d+) (\d+)</title>", document).groups())
    assert scrolled <= shown
    assert width - shown <= 20, "nothing but a scroll bar takes from the width"


def test_an_anchor_opens_what_it_points_into(tmp_path):
    page = html.render(made_accounts())
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    command = [
        CHROMIUM,
        *FLAGS.split(),
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
        f"{file.as_uri()}#s1-c5",
    ]
    document = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    assert re.search(r'<details class="item claim single" id="s1-c5"[^>]* open', document)
