"""What a package leaves out, by the names that each system gives to it."""

import pytest

from resources.setup.contents import is_data_shipped, is_library_shipped


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
