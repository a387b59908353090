"""No file from outside brings a reader down, whatever is in it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.handout.readers import READERS

CORPUS = Path(__file__).parent / "corpus"
SEEDS = {name: sorted((CORPUS / name).iterdir()) for name in READERS}


@pytest.mark.parametrize("seed", [seed for seeds in SEEDS.values() for seed in seeds], ids=lambda seed: seed.name)
def test_every_file_that_ever_was_trouble_is_read_or_refused(seed: Path) -> None:
    READERS[seed.parent.name](seed.read_bytes())


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_files_changed_at_random_are_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SEEDS[name])).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        content[place : place + length] = data.draw(st.binary(max_size=12))
    READERS[name](bytes(content))


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40)
@given(content=st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_files_of_nothing_in_particular_are_read_or_refused(name: str, content: bytes) -> None:
    READERS[name](content)
