"""YAML as plain data together with the line and column of everything in it.

The subset is deliberately plain: one document, no anchors, no aliases, no tags. Words stay words: only
`true` and `false` are booleans (so an insurer's `no` is the word no), `+3` and `09:00` are strings, and
dates are strings until the schema reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from jessica.clinic.file_problems import Path, Problem, dotted

_LONGEST_FILE = 5_000_000
_DEEPEST = 40
_SCALARS = (
    (re.compile(r"true|True|TRUE"), lambda text: True),
    (re.compile(r"false|False|FALSE"), lambda text: False),
    (re.compile(r"null|Null|NULL|~|"), lambda text: None),
    (re.compile(r"-?(?:0|[1-9]\d{0,17})"), int),
    (re.compile(r"-?(?:0|[1-9]\d{0,17})\.\d{1,18}"), float),
)
_PLAIN_TAGS = {"str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map"}
# The composer in C where PyYAML was built with it: ten times as fast on a large file.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; `line` and `column` count from 1."""

    line: int
    column: int
    file: str = ""


@dataclass
class YamlTree:
    """Plain data, where each value (and the key that names it) stands, and what could not be read."""

    data: Any = None
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Position:
        """The position of the key at `path`, or of the nearest thing above that stands in the file."""
        for length in range(len(path), -1, -1):
            found = self.keys.get(path[:length]) or self.values.get(path[:length])
            if found:
                return found
        return Position(1, 1)

    def problem(self, path: Path, message: str, expected: str = "", *, warning: bool = False) -> Problem:
        """A problem at `path`."""
        place = self.place(path)
        severity = "warning" if warning else "error"
        return Problem(place.line, place.column, dotted(path), message, expected, place.file, severity)  # type: ignore[arg-type]


def read_yaml(text: str, file: str = "") -> YamlTree:
    """Read one document. What cannot be read is in `problems`; the rest is in `data` all the same."""
    if len(text) > _LONGEST_FILE:
        problem = Problem(1, 1, "", "the file is too long", f"at most {_LONGEST_FILE:,} characters", file)
        return YamlTree(problems=[problem])
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return YamlTree(problems=[_syntax_problem(error, file)])
    except (yaml.YAMLError, RecursionError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else f"cannot be read: {error}"
        return YamlTree(problems=[Problem(1, 1, "", f"the file {reason}", "plain YAML", file)])
    reader = _Reader(file)
    if root is not None:
        reader.tree.data = reader.read(root, ())
    return reader.tree


def _syntax_problem(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = error.problem or error.context or "cannot be read"
    hint = "`key: value` lines, indented with spaces; quote a text that holds a colon or starts with a sign"
    return Problem(line, column, "", f"this is not YAML ({said})", hint, file)


class _Reader:
    """Turns nodes into data, noting positions."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tree = YamlTree()
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.tree.values[path] = self._position(node)
        if id(node) in self._seen:
            return self._refuse(path, "an alias repeats another part", "the text itself, written out")
        self._seen.add(id(node))
        if len(path) > _DEEPEST:
            return self._refuse(path, "is nested too deeply", f"at most {_DEEPEST} levels")
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
            return self._refuse(path, f"the tag {node.tag} is not known", "plain values without tags")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, place)) for place, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(path, "a key is not a plain word", "`key: value`")
                continue
            key = str(key_node.value)
            if key in result:
                first = self.tree.keys[(*path, key)].line
                place = self._position(key_node)
                self.tree.problems.append(
                    Problem(
                        place.line,
                        place.column,
                        dotted((*path, key)),
                        f"the key {key!r} stands twice, first on line {first}",
                        "each key once",
                        self.file,
                    )
                )
                continue
            self.tree.keys[(*path, key)] = self._position(key_node)
            result[key] = self.read(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        text = str(node.value)
        if getattr(node, "style", None) in {"'", '"', "|", ">"}:
            return text
        for pattern, convert in _SCALARS:
            if pattern.fullmatch(text):
                return convert(text)
        return text

    def _position(self, node: yaml.Node) -> Position:
        return Position(node.start_mark.line + 1, node.start_mark.column + 1, self.file)

    def _refuse(self, path: Path, message: str, expected: str) -> None:
        self.tree.problems.append(self.tree.problem(path, message, expected))
