"""A password on a briefing."""

from io import BytesIO

import pikepdf
import pytest

from desktop.pdf.protect import encrypt
from desktop.pdf.render import render
from tests.pdf.sample import sample


def test_only_the_password_opens_it_and_screen_readers_stay_allowed() -> None:
    locked = encrypt(render(sample()), "correct horse")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(locked))
    with pikepdf.open(BytesIO(locked), password="correct horse") as document:  # noqa: S106 - a test's own password
        assert document.encryption.bits == 256
        assert document.allow.accessibility
        assert "/StructTreeRoot" in document.Root
