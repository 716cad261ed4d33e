"""The app: every file in ``commands`` that has a function ``command`` is a command of that name."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Annotated, Any

import typer

from onrecord.cli.messages import complain
from onrecord.version import __version__

FAILED, STOPPED = 2, 130

app = typer.Typer(
    name="onrecord",
    help="Reads news on conflicts and crises: who said what, how sure, every figure tied to its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads news on conflicts and crises: who said what, how sure, every figure tied to its words."""


def _find_commands() -> None:
    package = import_module("onrecord.cli.commands")
    for module in pkgutil.iter_modules(package.__path__):
        found = import_module(f"{package.__name__}.{module.name}")
        app.command(name=module.name.replace("_", "-"), epilog=getattr(found, "EPILOG", None))(found.command)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; wrong usage is told in one line, with where to find help."""
    if not app.registered_commands:
        _find_commands()
    try:
        result: Any = typer.main.get_command(app).main(arguments, prog_name="onrecord", standalone_mode=False)
    except typer.Exit as leaving:
        result = leaving.exit_code
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):  # typer makes exit code 1 of a reader such as head
            raise leaving.__context__ from None
        return leaving.code if isinstance(leaving.code, int) else FAILED  # a command that has said why it stops
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not hasattr(error, "format_message"):  # typer's own tree of usage errors has moved between versions
            raise
        told = error.format_message()
        if told.startswith("Usage:"):  # no argument at all was given
            typer.echo(told, err=True)
        else:
            complain(f"{told.rstrip('.')}. Try: {_path(error)} --help")
        return FAILED
    if result == STOPPED:  # typer has swallowed the Ctrl-C; main tells of it
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _path(error: Any) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "onrecord"
