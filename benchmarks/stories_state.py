"""How long does it take to go on with kept stories? Made articles, at rising counts.

    python -m benchmarks.stories_state [COUNT...]

Prints, in processor seconds, what it takes to add the articles, to load the file that keeps them, to load it where its
index is of no use and the articles are read again, and to save it after a hundred more; and how large the file is.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from benchmarks.stories_scale import made
from headwater import archive
from headwater.stories.stream import Stream

SIZES = (2_500, 5_000, 10_000, 20_000)
MORE = 100


def main() -> None:
    """Print one line a size."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    articles = made(max(sizes))[1]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "kept"
            stream = Stream()
            clock = [time.process_time()]
            archive.save(path, stream, stream.add(articles[: size - MORE]))
            clock.append(time.process_time())
            stream = archive.load(path)
            clock.append(time.process_time())
            changes = stream.add(articles[size - MORE : size])
            clock.append(time.process_time())
            archive.save(path, stream, changes)
            clock.append(time.process_time())
            large = path.stat().st_size
            with closing(sqlite3.connect(path)) as store, store:
                store.execute("UPDATE part SET data = x'' WHERE name = 'form'")
            start = time.process_time()
            archive.load(path)
            anew = time.process_time() - start
        added, loaded, _, saved = (after - before for before, after in pairwise(clock))
        print(
            f"{size:7} articles: added and saved {added:6.2f} s, loaded {loaded:5.2f} s (read again {anew:6.2f} s), "
            f"saved with {MORE} more {saved:5.2f} s, {large / 1e6:6.1f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
