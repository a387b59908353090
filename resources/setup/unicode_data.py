"""Leaves out of Qt's Unicode tables (libicudata) what no part of Qt asks for: names of units, currencies and places.

Qt has words of its own for these, and for how each language writes dates and numbers. What stays sorts, folds case and
converts encodings. The library is made anew from
the tables that stay, by binutils.
"""

import re
import struct
import subprocess
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from resources.setup.binutils import tool

UNUSED = re.compile(r"(translit|brkitr|curr|lang|region|unit|zone|rbnf)/|unames\.icu$|^[a-z]{2,3}(_\w+)?\.res$")
_MARK = re.compile(rb"\xda\x27.{8}CmnD", re.DOTALL)
_ALIGNMENT = 16


def reduce(library: Path) -> None:
    """Rewrite the library without the tables that are unused."""
    content = library.read_bytes()
    symbol, size = _symbol(library)
    found = _MARK.search(content)
    assert found is not None, f"{library.name} holds no ICU data"
    start = found.start() - 2
    reduced = without_unused(content[start : start + size])
    linker, copier = tool("ld"), tool("objcopy")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tables").write_bytes(reduced)
        subprocess.run([linker, "-r", "-b", "binary", "tables", "-o", "tables.o"], cwd=folder, check=True)
        subprocess.run(
            [
                *(copier, "--redefine-sym", f"_binary_tables_start={symbol}"),
                *("--strip-symbol", "_binary_tables_end", "--strip-symbol", "_binary_tables_size"),
                *("--rename-section", ".data=.rodata,alloc,load,readonly,data,contents"),
                *("--set-section-alignment", f".rodata={_ALIGNMENT}", "tables.o", "aligned.o"),
            ],
            cwd=folder,
            check=True,
        )
        command = [linker, "-shared", "-soname", library.name, "--build-id=none", "--strip-all", "-z", "noexecstack"]
        subprocess.run([*command, "aligned.o", "-o", "made"], cwd=folder, check=True)
        library.write_bytes((folder / "made").read_bytes())


def without_unused(package: bytes) -> bytes:
    """Return an ICU data package without its unused tables; its table of contents is sorted, and stays so."""
    (header,) = struct.unpack_from("<H", package)
    contents = package[header:]
    (count,) = struct.unpack_from("<I", contents)
    entries = list(struct.iter_unpack("<II", contents[4 : 4 + 8 * count]))
    ends = [later for (_, _), (_, later) in pairwise(entries)] + [len(contents)]
    kept = []
    for (name_at, data_at), end in zip(entries, ends, strict=True):
        name = contents[name_at : contents.index(b"\0", name_at) + 1]
        if not UNUSED.search(name[:-1].decode("ascii").partition("/")[2]):
            kept.append((name, contents[data_at:end]))
    names_at = 4 + 8 * len(kept)
    data_at = _aligned(names_at + sum(len(name) for name, _ in kept))
    table, names, tables = bytearray(struct.pack("<I", len(kept))), bytearray(), bytearray()
    for name, data in kept:
        table += struct.pack("<II", names_at + len(names), data_at + len(tables))
        names += name
        tables += data.ljust(_aligned(len(data)), b"\0")
    return package[:header] + bytes(table + names).ljust(data_at, b"\xaa") + bytes(tables)


def _aligned(position: int) -> int:
    return -(-position // _ALIGNMENT) * _ALIGNMENT


def _symbol(library: Path) -> tuple[str, int]:
    command = [tool("readelf"), "--dyn-syms", "--wide", str(library)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r":\s+[0-9a-f]+\s+(?P<size>\w+)\s.*\s(?P<name>icudt\d+_dat)", said)
    assert found is not None, f"{library.name} offers no ICU data"
    return found["name"], int(found["size"], 0)
