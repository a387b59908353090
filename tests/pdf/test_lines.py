"""Runs into lines: nothing is lost, nothing stands out, and what belongs together stays together."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop.pdf import styles
from desktop.pdf.lines import fill_lines
from desktop.pdf.runs import Line, Link, Look, Run, plain_look

PLAIN = plain_look(styles.REGULAR, 9.5, styles.INK)
BOLD = plain_look(styles.SEMIBOLD, 9.5, styles.INK)
RAISED = plain_look(styles.REGULAR, styles.CITE_SIZE, styles.ACCENT, 3.0)
CITE = Look(styles.REGULAR, styles.CITE_SIZE, styles.ACCENT, rise=3.0, link=Link("Source 7", place="source-7"), cite=7)
ADDRESS = Look(styles.REGULAR, 8, styles.SECONDARY, link=Link("Open it", address="https://example.org"))

texts = st.text(st.sampled_from("abcdefg .,(é\u00a0 "), max_size=60)
paragraphs = st.lists(st.builds(Run, texts, st.sampled_from([PLAIN, BOLD, RAISED, CITE, ADDRESS])), max_size=6)


def shown(lines: Sequence[Line]) -> list[str]:
    return ["".join(run.text for run in line.words) for line in lines]


@given(paragraphs, st.floats(1, 400), st.sampled_from([0.0, 0.6]))
def test_no_letter_is_lost_or_moved(runs: list[Run], room: float, tracking: float) -> None:
    written = "".join(run.text for run in runs).replace(" ", "")
    assert "".join(shown(fill_lines(runs, room, tracking))).replace(" ", "") == written


@given(paragraphs, st.floats(20, 400))
def test_no_line_is_wider_than_its_room_and_each_knows_what_it_leaves(runs: list[Run], room: float) -> None:
    for line in fill_lines(runs, room, 0):
        assert line.extraSpace >= -0.01
        assert abs(sum(run.width for run in line.words) + line.extraSpace - room) < 0.01


@given(paragraphs)
def test_words_stand_apart_where_they_were_written_apart(runs: list[Run]) -> None:
    text = "".join(run.text for run in runs)
    assert "".join(shown(fill_lines(runs, 100_000, 0))).split(" ") == [word for word in text.split(" ") if word] or [""]


@given(paragraphs, st.floats(20, 400))
def test_each_run_is_as_wide_as_its_letters(runs: list[Run], room: float) -> None:
    for line in fill_lines(runs, room, 0):
        for run in line.words[:-1]:
            # A space may be as wide as the run it came from would have set it.
            assert abs(run.look.width(run.text) - run.width) < 1
        assert sum(run.width for run in line.words) > 0


def test_word_without_room_begins_the_next_line_and_the_space_before_it_can_be_heard() -> None:
    room = PLAIN.width("cameras watch")
    assert shown(fill_lines([Run("cameras watch streets", PLAIN)], room, 0)) == ["cameras watch ", "streets"]


def test_source_number_stays_with_the_word_before_it() -> None:
    runs = [Run("cameras watch", PLAIN), Run("\u00a0", RAISED), Run("7", CITE)]
    room = PLAIN.width("cameras watch")
    assert shown(fill_lines(runs, room, 0)) == ["cameras ", "watch\u00a07"]


def test_address_breaks_behind_its_punctuation() -> None:
    room = ADDRESS.width("https://example.org/reports/")
    lines = fill_lines([Run("https://example.org/reports/surveillance-2026.pdf", ADDRESS)], room, 0)
    assert shown(lines) == ["https://example.org/reports/", "surveillance-2026.pdf"]


def test_word_longer_than_a_line_breaks_between_letters() -> None:
    room = PLAIN.width("WWWWW")
    assert shown(fill_lines([Run("WWWWWWWWWWWW", PLAIN)], room, 0)) == ["WWWWW", "WWWWW", "WW"]


def test_runs_of_one_look_read_as_one() -> None:
    runs = [Run("not docu", PLAIN), Run("mented", PLAIN), Run(", unknown", PLAIN)]
    (line,) = fill_lines(runs, 400, 0)
    assert [run.text for run in line.words] == ["not documented, unknown"]
