"""What is read once while a page is being shown, and forgotten with it.

Only for requests that write nothing: a verb reads rights again under its lock, and a test that ends a role sees it.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

_lu: ContextVar[dict | None] = ContextVar("lu", default=None)


@contextmanager
def page():
    """Everything read inside by `une_fois` is read once."""
    jeton = _lu.set({})
    try:
        yield
    finally:
        _lu.reset(jeton)


def une_fois(cle, lire: Callable):
    """The value of `lire()`, the same for the whole page; read each time outside of one."""
    memoire = _lu.get()
    if memoire is None:
        return lire()
    if cle not in memoire:
        memoire[cle] = lire()
    return memoire[cle]
