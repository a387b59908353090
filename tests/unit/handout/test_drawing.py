"""A logo drawn as SVG becomes shapes; whatever could fetch, run or surprise is refused by name."""

import math

import pytest

from desktop.briefing.letterhead import Stroke, VectorLogo
from desktop.handout.drawing import read_svg
from desktop.handout.outline import outline_of

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'


def drawing(inside: str, opening: str = OPEN) -> VectorLogo:
    return read_svg(f"{opening}{inside}</svg>".encode(), "A logo")


def refusal(inside: str, opening: str = OPEN) -> str:
    with pytest.raises(ValueError, match=r"^\w") as caught:
        drawing(inside, opening)
    return str(caught.value)


def ends(outline: tuple[Stroke, ...]) -> list[tuple[float, float]]:
    return [(round(stroke.points[-1][0], 3), round(stroke.points[-1][1], 3)) for stroke in outline if stroke.points]


def test_simple_figures_become_outlines() -> None:
    logo = drawing('<rect x="1" y="2" width="3" height="4" fill="#abc"/><polygon points="0,0 10,0 10,10"/>')

    assert (logo.width, logo.height) == (100, 50)
    assert ends(logo.shapes[0].outline) == [(1, 2), (4, 2), (4, 6), (1, 6)]
    assert logo.shapes[0].fill == "#AABBCC"
    assert ends(logo.shapes[1].outline) == [(0, 0), (10, 0), (10, 10)]
    assert logo.shapes[1].fill == "#000000"


def test_the_size_may_stand_in_width_and_height() -> None:
    logo = drawing('<rect width="1" height="1"/>', '<svg xmlns="http://www.w3.org/2000/svg" width="60px" height="20">')

    assert (logo.width, logo.height) == (60, 20)


def test_paint_and_place_are_passed_down() -> None:
    inside = (
        '<g fill="none" stroke="#112233" transform="translate(10 20) scale(2)">'
        '<line x1="0" y1="0" x2="5" y2="0" stroke-width="3"/></g>'
    )
    (shape,) = drawing(inside).shapes

    assert ends(shape.outline) == [(10, 20), (20, 20)]
    assert (shape.fill, shape.line, shape.line_width) == (None, "#112233", 6)


def test_a_view_box_that_starts_elsewhere_is_moved_to_the_origin() -> None:
    opening = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -20 100 50">'

    assert ends(drawing('<rect width="1" height="1"/>', opening).shapes[0].outline)[0] == (10, 20)


def test_rotation_turns_about_its_centre() -> None:
    (shape,) = drawing('<line x1="10" y1="0" x2="20" y2="0" stroke="black" transform="rotate(90 10 0)"/>').shapes

    assert ends(shape.outline) == [(10, 0), (10, 10)]


@pytest.mark.parametrize(
    ("data", "reached"),
    [
        ("M1 2 3 4", [(1, 2), (3, 4)]),
        ("m1 2 3 4", [(1, 2), (4, 6)]),
        ("M0,0H5V6h-2v-3z l1 1", [(0, 0), (5, 0), (5, 6), (3, 6), (3, 3), (1, 1)]),
        ("M0 0C1 1 2 1 3 0S5-1 6 0", [(0, 0), (3, 0), (6, 0)]),
        ("M0 0Q1 1 2 0T4 0", [(0, 0), (2, 0), (4, 0)]),
        ("M.5.5L-1-1", [(0.5, 0.5), (-1, -1)]),
        ("M0 0a5 5 0 0110 0", [(0, 0), (5, -5), (10, 0)]),
        ("M0 0A5 5 0 0 0 0 0", [(0, 0)]),
        ("M0 0A0 5 0 0 0 4 0", [(0, 0), (4, 0)]),
        ("", []),
    ],
)
def test_path_data_is_read(data: str, reached: list[tuple[float, float]]) -> None:
    assert ends(outline_of(data)) == reached


def test_smooth_curves_mirror_the_last_handle() -> None:
    outline = outline_of("M0 0C0 1 2 1 3 0S5 5 6 0")

    assert outline[2].points[0] == (4, -1)


@pytest.mark.parametrize("flags", ["0 0", "0 1", "1 0", "1 1"])
def test_every_point_of_an_arc_lies_on_its_ellipse(flags: str) -> None:
    outline = outline_of(f"M10 0 A 10 10 0 {flags} 0 10")
    centre = (0, 0) if flags in {"0 1", "1 0"} else (10, 10)

    for x, y in ends(outline):
        assert math.hypot(x - centre[0], y - centre[1]) == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<image href="file:///etc/passwd"/>', "<image>"),
        ('<use href="#a"/>', "<use>"),
        ("<style>@import url(x)</style>", "<style>"),
        ("<text>Hi</text>", "<text>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<rect width="1" height="1" onload="x"/>', "onload"),
        ('<rect width="1" height="1" style="fill:red"/>', "style"),
        ('<rect width="1" height="1" fill="url(#a)"/>', "url(#a)"),
        ('<rect width="1" height="1" transform="skewX(3)"/>', "skewX"),
        ('<rect width="1e999" height="1"/>', "plain number"),
        ('<path d="M0 0L1e9 3"/>', "out of all proportion"),
        ('<path d="L1 1"/>', "none"),
        ('<path d="M1"/>', "cannot be read"),
        ('<path d="M0 0zz 1"/>', "cannot be read"),
        ('<polygon points="1 2 3"/>', "odd number"),
        ("<g/>", "draws nothing"),
        ("<g>" * 40 + "</g>" * 40, "nested too deeply"),
        ("<?xml-stylesheet href='x'?>", "processing instruction"),
        ("<rect>", "sound SVG"),
    ],
)
def test_what_is_not_drawn_here_is_refused_by_name(inside: str, named: str) -> None:
    assert named in refusal(inside)


def test_entities_are_refused_before_they_grow() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

    assert "document type" in refusal("&b;", bomb + OPEN)


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no SVG drawing"):
        read_svg(b"<html/>", "")
    with pytest.raises(ValueError, match="does not say its size"):
        read_svg(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "")


def test_a_drawing_without_end_is_refused() -> None:
    assert "too detailed" in refusal('<rect width="1" height="1"/>' * 2001)
    assert "too detailed" in refusal(f'<path d="M0 0{"h1" * 50_001}"/>')


def test_notes_of_drawing_programs_are_passed_over() -> None:
    opening = OPEN.replace("<svg ", '<svg xmlns:i="http://inkscape.example" i:version="1" ')
    logo = drawing(
        '<title>Acme</title><i:view i:zoom="3"><i:x/></i:view><defs><script/></defs><path d="M0 0h1"/>', opening
    )

    assert len(logo.shapes) == 1
