"""Learned weights that ship with the package, and others in their place while something is measured."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

T = TypeVar("T")


class Weights(Generic[T]):
    """Weights of one kind: `package` and `name` say where they ship, `read` how they are read.

    `chosen` is where those stand that `using` put in their place.
    """

    def __init__(self, package: str, name: str, read: Callable[[Traversable | Path], T]) -> None:
        self._package, self._name, self._read = package, name, read
        self.chosen: Path | None = None
        self._known: dict[Path | None, T] = {}

    def load(self) -> T:
        """Return the shipped weights, or those chosen by `using`; each are read once."""
        if self.chosen not in self._known:
            # A package that is not installed is not looked for where others stand in its place.
            place = self.chosen or resources.files(self._package).joinpath(self._name)
            self._known[self.chosen] = self._read(place)
        return self._known[self.chosen]

    @contextmanager
    def using(self, path: Path) -> Iterator[None]:
        """Use the weights stored at `path` inside the block: benchmarks measure with such as have not seen an event."""
        before, self.chosen = self.chosen, path
        try:
            yield
        finally:
            self.chosen = before
