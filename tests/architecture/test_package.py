"""What a package brings and what it leaves out, by the names that each system gives to it."""

import sys
from pathlib import Path

import pytest

from resources.setup import binutils, freeze, package, papers
from resources.setup.contents import is_data_shipped, is_library_shipped
from tests.architecture.documents import dead_links


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/plugins/networkinformation/qnetworklistmanager.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "lxml/etree.cpython-311-x86_64-linux-gnu.so",
        "rapidfuzz/fuzz_cpp.cp311-win_amd64.pyd",
    ],
)
def test_what_opens_connections_or_is_never_called_is_left_out(name: str) -> None:
    assert not is_library_shipped(name, f"/site-packages/{name}")
    assert not is_data_shipped(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "rapidfuzz/distance/metrics_cpp.cp311-win_amd64.pyd",
    ],
)
def test_what_the_window_needs_is_shipped(name: str) -> None:
    assert is_library_shipped(name, f"/site-packages/{name}")


def test_libraries_of_the_system_stay_the_systems_but_for_those_that_python_rests_on() -> None:
    assert not is_library_shipped("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert is_library_shipped("libsqlite3.so.0", "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0")
    name = "_sqlite3.cpython-311-x86_64-linux-gnu.so"
    assert is_library_shipped(name, f"/usr/lib/python3.11/lib-dynload/{name}")


def test_papers_lead_to_nothing_that_stays_at_home(checkout: Path, tmp_path: Path) -> None:
    papers.write(checkout, tmp_path, moment=0)
    assert {path.name for path in (tmp_path / "docs").iterdir()} == {"found-on-you.md", "officer.md", "traveller.md"}
    assert dead_links(tmp_path) == []


def test_papers_are_the_same_whoever_packs_them(checkout: Path, tmp_path: Path) -> None:
    papers.write(checkout, tmp_path, moment=86_400)
    found = {
        (oct(path.stat().st_mode & 0o777), int(path.stat().st_mtime), path.is_dir()) for path in tmp_path.rglob("*")
    }
    assert found == {("0o644", 86_400, False), ("0o755", 86_400, True)}


@pytest.mark.skipif(sys.platform != "linux", reason="only a build on Linux needs them")
def test_build_without_binutils_stops_in_one_line_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(package, "DIST", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert package.main() == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "strip" in said.err
    assert "install the Debian package binutils" in said.err
    assert tmp_path.is_dir()
    with pytest.raises(binutils.MissingToolsError):
        freeze.freeze(tmp_path / "any.spec", dist=tmp_path, work=tmp_path, moment=0)
