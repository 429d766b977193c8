"""Reads the program's own source, for the tests that hold the rules of the house."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path


def syntax_of(folder: Path, pattern: str = "*.py") -> Iterator[tuple[str, ast.AST]]:
    for file in sorted(folder.rglob(pattern)):
        name = file.relative_to(folder).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            yield name, node


def foreign_imports(folder: Path, allowed: set[str], pattern: str = "*.py") -> list[str]:
    """Name every import of a library that is not allowed, as `file:line library`."""
    found: list[str] = []
    for name, node in syntax_of(folder, pattern):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules = [node.module]
        tops = {module.partition(".")[0] for module in modules}
        strangers = sorted(tops - sys.stdlib_module_names - allowed)
        found.extend(f"{name}:{getattr(node, 'lineno', 0)} {each}" for each in strangers)
    return found


def built_texts(folder: Path) -> list[str]:
    """Where a text handed to tr() or translate() is more than a constant: nobody could find it."""
    return [
        f"{name}:{node.lineno}"
        for name, node in syntax_of(folder)
        if isinstance(node, ast.Call)
        and _called(node) in {"tr", "translate"}
        and any(_is_built(argument) for argument in node.args)
    ]


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_built(text: ast.expr) -> bool:
    if isinstance(text, ast.BinOp):
        return isinstance(text.op, ast.Add | ast.Mod)
    return isinstance(text, ast.JoinedStr) or (
        isinstance(text, ast.Call) and _called(text) == "format"
    )


_TEXT_WAYS = {"read_text", "write_text"}
_OPENERS = {"open", "fdopen", "TextIOWrapper", "NamedTemporaryFile", "RotatingFileHandler"}
_ENCODING_AT = 4  # of the words of open()


def files_in_whatever_encoding(folder: Path) -> list[str]:
    """Where a text file is opened without a word on its encoding: Windows then takes its own."""
    return [
        f"{name}:{node.lineno}"
        for name, node in syntax_of(folder)
        if isinstance(node, ast.Call) and _is_text(node) and not _names_encoding(node)
    ]


def _is_text(call: ast.Call) -> bool:
    way = _called(call)
    if way in _TEXT_WAYS:
        return True
    if way not in _OPENERS:
        return False
    if way == "open" and isinstance(call.func, ast.Attribute):
        return bool(call.args) and _is_text_mode(call.args[0])  # a window's `open` has no mode
    return not any(_is_bytes_mode(part) for part in (*call.args, *_values(call)))


def _values(call: ast.Call) -> list[ast.expr]:
    return [word.value for word in call.keywords]


def _is_text_mode(word: ast.expr) -> bool:
    return isinstance(word, ast.Constant) and str(word.value) in {"r", "w", "a", "x", "r+", "w+"}


def _is_bytes_mode(word: ast.expr) -> bool:
    return isinstance(word, ast.Constant) and str(word.value) in {"rb", "wb", "ab", "xb", "rb+"}


def _names_encoding(call: ast.Call) -> bool:
    named = {word.arg for word in call.keywords}
    return bool(named & {"encoding", None}) or len(call.args) >= _ENCODING_AT
