"""The command line: the same verbs as the library."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headwater.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from headwater.account import Accounts
    from headwater.article import Article, Problem
    from headwater.stories.stream import Change

DONE, WITH_PROBLEMS, NOTHING_READ = 0, 1, 3
# Work shorter than this shows no progress.
QUIET_SECONDS = 1.0


class _Counter:
    """Shows on stderr, on one line that is wiped at the end, how far long work has come; silent without a terminal."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.shown = False
        self.on = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.on and time.monotonic() - self.started > QUIET_SECONDS:
            self.shown = True
            count = f" {done} of {total}" if total > 1 else ""
            sys.stderr.write(f"\r\x1b[K{stage}{count}")
            sys.stderr.flush()

    def end(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _use_lists(_: click.Context, __: click.Parameter, folder: str | None) -> None:
    """Read with the user's own lists from here on."""
    from headwater.reading import lists  # noqa: PLC0415 keeps --help quick

    if folder is None:
        return
    try:
        lists.use(folder)
    except lists.OwnListError as error:
        raise click.UsageError(str(error)) from error


def _reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what the verbs that read articles have in common."""
    for option in (
        click.option("--allow-private-network", is_flag=True, help="Also fetch from loopback and private addresses."),
        click.option("--workers", type=click.IntRange(1), help="Processes that read closely (default: by the work)."),
        click.option(
            "--lists",
            metavar="FOLDER",
            callback=_use_lists,
            expose_value=False,
            help="Your own lists of outlets and owners, agencies, media; added to ours.",
        ),
        click.option("--model", metavar="NAME", help="Another installed spaCy pipeline for English."),
        click.option("--language", metavar="CODE", help="The articles' language (ISO 639-1), where they do not say."),
        click.option("--published", metavar="DATE", help="When the articles were published, where they do not say."),
        click.option("--outlet", metavar="NAME", help="Who published the articles, where they do not say."),
        click.argument("paths", metavar="PATH...", nargs=-1, required=True),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Trace every claim in many news reports of one event back to where it came from."""


@main.command()
@_reading_options
@click.option("--encoder/--no-encoder", default=True, help="Use the package headwater-encoder where it is installed.")
@click.option("--html", "html_out", metavar="OUT", help="Write the account as one HTML page.")
@click.option("--json", "json_out", metavar="OUT", help="Write the account as JSON ('-' for standard output).")
@click.option("--markdown", "markdown_out", metavar="OUT", help="Write the account as Markdown ('-' likewise).")
def compare(  # noqa: PLR0913, PLR0917 one parameter an option, passed by name
    paths: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    language: str | None,
    model: str | None,
    workers: int | None,
    allow_private_network: bool,  # noqa: FBT001 click passes by keyword
    encoder: bool,  # noqa: FBT001 as above
    html_out: str | None,
    json_out: str | None,
    markdown_out: str | None,
) -> None:
    """Compare reports: who claims what, from where they have it, and where they conflict.

    PATH is a file or folder (text, Markdown, HTML, JSON, JSON lines, CSV, WARC, RSS, Atom, JSON Feed; also gzipped),
    an http(s) address, or - for standard input. With no output option the account is shown on the terminal.

    Exit codes: 0 done; 1 done with problems, each listed; 2 wrong usage; 3 nothing could be read.

        headwater compare reports/ --html report.html
    """
    from headwater.pipeline import compare as run  # noqa: PLC0415 keeps --help quick

    outputs = [(out, show) for out, show in ((html_out, "html"), (json_out, "json"), (markdown_out, "markdown")) if out]
    _check_outputs([out for out, _ in outputs])
    items = _read(paths, outlet, published, language, private=allow_private_network)
    with _progress() as progress:
        accounts = run(items, model=model, encoder=encoder, workers=workers, progress=progress)
    for out, form in outputs:
        _write(out, {"html": accounts.to_html, "json": accounts.to_json, "markdown": accounts.to_markdown}[form]())
    if not outputs:
        _show(accounts)
    _finish(accounts)


@main.command()
@_reading_options
@click.option("--json", "json_out", metavar="OUT", help="Write the stories as JSON ('-' for standard output).")
@click.option(
    "--state", metavar="FILE", help="Add to the stories kept in FILE (made on first use), which keep their ids."
)
def stories(  # noqa: PLR0913, PLR0917 one parameter an option, passed by name
    paths: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    language: str | None,
    model: str | None,
    workers: int | None,
    allow_private_network: bool,  # noqa: FBT001 click passes by keyword
    json_out: str | None,
    state: str | None,
) -> None:
    """Find which reports tell of the same event.

    PATH as for compare. Each story is shown with its title, its articles and why they belong together. With --state,
    the stories that the new articles touch are shown, and what merged or split is listed on standard error.

        headwater stories month.jsonl.gz --json stories.json
        headwater stories today.jsonl --state stories.db
    """
    from headwater.article import Article  # noqa: PLC0415 keeps --help quick
    from headwater.pipeline import follow, group  # noqa: PLC0415 as above

    _check_outputs([out for out in (json_out, state) if out])
    items = _read(paths, outlet, published, language, private=allow_private_network)
    changes: tuple[Change, ...] = ()
    with _progress() as progress:
        if state:
            from headwater.archive import DamagedError  # noqa: PLC0415 as above

            try:
                accounts, changes = follow(items, Path(state), model=model, workers=workers, progress=progress)
            except DamagedError as error:
                raise click.UsageError(str(error)) from error
        else:
            accounts = group(items, model=model, workers=workers, progress=progress)
    for change in changes:
        if change.other:
            words = "took in" if change.kind == "merged" else "was split from"
            click.echo(f"story {change.story} {words} {change.other}", err=True)
    if json_out:
        _write(json_out, accounts.to_json())
    else:
        _show(accounts)
    _finish(accounts, read=sum(isinstance(item, Article) for item in items))


def _read(
    paths: tuple[str, ...], outlet: str | None, published: str | None, language: str | None, *, private: bool
) -> list[Article | Problem]:
    from headwater.reading import read  # noqa: PLC0415 keeps --help quick

    try:
        items = read(paths, outlet=outlet, published=published, language=language, allow_private_network=private)
        return list(items)
    except ValueError as error:  # what the user stated makes no sense, such as a date that is none
        raise click.UsageError(str(error)) from error


@contextlib.contextmanager
def _progress() -> Iterator[_Counter]:
    counter = _Counter()
    try:
        yield counter
    finally:
        counter.end()


def _check_outputs(outs: list[str]) -> None:
    """Refuse an output that cannot be written before the work is done, not after."""
    for out in outs:
        if out != "-" and not Path(out).absolute().parent.is_dir():
            raise click.UsageError(f"cannot write {out}: the folder {Path(out).parent} does not exist")


def _write(out: str, text: str) -> None:
    if out == "-":
        click.echo(text, nl=not text.endswith("\n"))
        return
    # Written beside and moved into place, so that an interruption leaves the old file or the new one.
    target = Path(out)
    draft = target.with_name(target.name + ".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(target)
    click.echo(f"wrote {out}", err=True)


def _show(accounts: Accounts) -> None:
    from rich.console import Console  # noqa: PLC0415 only where the account is shown here

    from headwater.presentation import terminal  # noqa: PLC0415 as above

    terminal.render(accounts, Console(highlight=False, soft_wrap=not sys.stdout.isatty()))


def _finish(accounts: Accounts, read: int | None = None) -> None:
    """List the problems on stderr and end with the exit code that tells how it went.

    `read` is how many articles were read, where the accounts do not hold exactly these.
    """
    read = len(accounts.articles) if read is None else read
    for problem in accounts.problems:
        place = f"{problem.source}#{problem.record}" if problem.record else problem.source
        click.echo(f"{place}: {problem.reason}: {problem.detail}", err=True)
    if not read:
        click.echo("nothing could be read", err=True)
        sys.exit(NOTHING_READ)
    if accounts.problems:
        click.echo(f"{read} read, {len(accounts.problems)} problems", err=True)
        sys.exit(WITH_PROBLEMS)
    sys.exit(DONE)
