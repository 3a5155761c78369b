"""One clinic file from several: `include: [services.yaml, knowledge/*.yaml]` in the main file."""

from __future__ import annotations

from pathlib import Path as FilePath

from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.yaml_tree import YamlTree, read_yaml


def read_with_includes(main: FilePath) -> YamlTree:
    """The tree of `main` with the sections of all files that its `include` list names."""
    tree = _read(main, main.name)
    if not isinstance(tree.data, dict) or "include" not in tree.data:
        return tree
    patterns = tree.data.pop("include")
    if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
        tree.problems.append(
            tree.problem(("include",), "is not a list of file names", "[services.yaml, knowledge/*.yaml]")
        )
        return tree
    for place, pattern in enumerate(patterns):
        for included in _files(main.parent, pattern, tree, ("include", place)):
            _merge(tree, _read(included, included.relative_to(main.parent).as_posix()))
    return tree


def _read(file: FilePath, name: str) -> YamlTree:
    try:
        return read_yaml(file.read_text(encoding="utf-8"), name)
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        return YamlTree(
            problems=[Problem(1, 1, "", f"cannot read {file}: {reason}", "a readable file", name)]
        )


def _files(folder: FilePath, pattern: str, tree: YamlTree, path: Path) -> list[FilePath]:
    if FilePath(pattern).is_absolute() or ".." in FilePath(pattern).parts:
        tree.problems.append(
            tree.problem(path, f"{pattern!r} leads out of the folder", "a file beside or below this one")
        )
        return []
    found = sorted(file for file in folder.glob(pattern) if file.is_file())
    if not found:
        tree.problems.append(tree.problem(path, f"no file matches {pattern!r}", "the name of a file"))
    return found


def _merge(tree: YamlTree, part: YamlTree) -> None:
    """Add the sections of `part`; what both name is a problem in `part`."""
    tree.problems += part.problems
    if not isinstance(part.data, dict) or not isinstance(tree.data, dict):
        return
    for section, value in part.data.items():
        mine = tree.data.get(section)
        if section not in tree.data:
            tree.data[section] = value
        elif isinstance(mine, dict) and isinstance(value, dict):
            for key in [key for key in value if key in mine]:
                first = tree.place((section, key))
                tree.problems.append(
                    part.problem(
                        (section, key),
                        f"the key {key!r} stands twice, first in {first.file} on line {first.line}",
                        "each key once",
                    )
                )
            mine.update({key: item for key, item in value.items() if key not in mine})
        else:
            tree.problems.append(
                part.problem((section,), f"the section {section!r} stands in two files", "one of them")
            )
    for path, position in part.values.items():
        tree.values.setdefault(path, position)
    for path, position in part.keys.items():
        tree.keys.setdefault(path, position)
