"""The command line: thin commands over the rooms, and the only place that prints.

``main`` is the one door. Whatever goes wrong inside leaves through it as one line and an exit code: 0 done, 1 done but
some inputs were refused, 2 wrong usage or nothing could be done, 130 stopped by the user.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import traceback
import warnings
from collections.abc import Sequence

from onrecord.cli.messages import complain
from onrecord.errors import OnrecordError

DONE, SOME_REFUSED, FAILED, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, e.g. ``main(["read", "article.txt"])``, and return its exit code; never raises."""
    _quieten()
    try:
        from onrecord.cli.app import run

        return run(sys.argv[1:] if arguments is None else list(arguments))
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        complain("stopped")
        return STOPPED
    except BrokenPipeError:
        _let_go_of_stdout()
        return DONE
    except MemoryError:
        complain("there is not enough memory for this; read fewer or smaller documents at a time")
        return FAILED
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))
        return FAILED
    except Exception as error:
        complain(fault(error))
        return FAILED


def fault(error: BaseException) -> str:
    """One line for an error that is ours: what, where in the program, and what to do about it."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "onrecord" in frame.filename]
    where = f" at {_place(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    words = " ".join(str(error).split())[:200]
    return f"a fault in onrecord itself, not in your input: {type(error).__name__}{where}: {words}. Please report it."


def _place(filename: str) -> str:
    return filename.replace("\\", "/").rpartition("/onrecord/")[2]


def _quieten() -> None:
    """Libraries keep their remarks to themselves, text is UTF-8 wherever it goes."""
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _let_go_of_stdout() -> None:
    """After a reader such as ``head`` has left: nothing more can be written, so the last flush must not complain."""
    import os

    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
