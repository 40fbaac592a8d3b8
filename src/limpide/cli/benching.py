"""`limpide bench …`: the benchmarks of the source tree, one by one or all."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from .running import fail, output

_HOUSE = Path(__file__).parents[3]
_FOLDER = _HOUSE / "bench"


def bench(
    name: Annotated[str, typer.Argument(help="Which one; without it they are listed.")] = "",
    arguments: Annotated[list[str] | None, typer.Argument(help="Sizes: see its help.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Run them all, one after another.")] = False,
) -> None:
    """Measure speed as ratios to a reference in the same run; without a name, list them."""
    found = _benchmarks()
    if not found:
        fail("The benchmarks come with the source: clone it, run `make setup`, and try there.")
    if every:
        for each in found:
            _run(each, [])
    elif not name:
        table = Table("name", "what it measures", box=None, pad_edge=False)
        for each, what in found.items():
            table.add_row(each, what)
        output.print(table)
    elif name in found:
        _run(name, arguments or [])
    else:
        fail(f"There is no benchmark «{name}». There are: {', '.join(found)}.")


def _benchmarks() -> dict[str, str]:
    """Name what can be run, each with the first line that says what it is."""
    found: dict[str, str] = {}
    for file in sorted(_FOLDER.glob("*.py")):
        tree = ast.parse(file.read_text())
        if any(isinstance(node, ast.If) for node in tree.body):  # `if __name__ == "__main__"`
            found[file.stem] = (ast.get_docstring(tree) or "").split("\n", maxsplit=1)[0]
    return found


def _run(name: str, arguments: list[str]) -> None:
    output.print(f"== {name}")
    paths = [str(_HOUSE), os.environ.get("PYTHONPATH", "")]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    command = [sys.executable, str(_FOLDER / f"{name}.py"), *arguments]
    code = subprocess.run(command, cwd=_HOUSE, env=surroundings, check=False).returncode
    if code:
        raise typer.Exit(code)
