"""House rules that a machine can check."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.errors import MESSAGES

PACKAGE = Path(__file__).parents[1] / "pipeline"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
VAGUE = {"utils", "util", "helpers", "common", "misc", "base", "manager", "core"}
# These put words into people's hands; the words stand in the lexicons.
WITHOUT_CHINESE = ("write", "run", "feedback", "cli", "settings.py", "errors.py", "lexicon.py")
HAN = re.compile(r"[\u4e00-\u9fff]")

each_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix()
)


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def docstrings(tree: ast.AST) -> set[ast.expr]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, holders)
        and ast.get_docstring(node) is not None
        and isinstance(node.body[0], ast.Expr)
    }


@each_file
def test_sizes_and_names(path: Path) -> None:
    text = path.read_text("utf-8")
    assert path.stem not in VAGUE
    assert len(text.splitlines()) <= LONGEST_FILE
    for function in functions(ast.parse(text)):
        assert function.end_lineno is not None
        assert function.end_lineno - function.lineno < LONGEST_FUNCTION, function.name


@each_file
def test_only_the_command_line_prints(path: Path) -> None:
    if PACKAGE / "cli" in path.parents:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        assert not (isinstance(node, ast.Name) and node.id == "print"), node.lineno


@each_file
def test_wording_stands_in_the_lexicons(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] not in WITHOUT_CHINESE:
        return
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert node in docstrings(tree) or not HAN.search(node.value), node.lineno


def test_error_codes_are_used_and_known() -> None:
    text = "\n".join(path.read_text("utf-8") for path in FILES if path.name != "errors.py")
    used = set(re.findall(r"[\"']\[?(E\d{3})[\"'\]]", text))
    assert used - set(MESSAGES) == set()
    assert set(MESSAGES) - used == set()


def test_error_messages_end_with_what_to_do() -> None:
    for code, message in MESSAGES.items():
        assert message.rstrip().endswith("."), code
        assert len(re.findall(r"[.:;?] [A-Z`]", message)) >= 1 or ": " in message, code
