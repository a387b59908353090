"""A password on a finished PDF: AES-256, with screen readers always allowed to read."""

import secrets
from io import BytesIO

import pikepdf


def encrypt(pdf: bytes, password: str) -> bytes:
    """Return `pdf` so that it opens only with `password`; the owner's password is thrown away."""
    buffer = BytesIO()
    permissions = pikepdf.Permissions(
        accessibility=True,
        extract=False,
        modify_annotation=False,
        modify_assembly=False,
        modify_form=True,
        modify_other=False,
        print_highres=True,
        print_lowres=True,
    )
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            buffer,
            # They say nothing of the version, and reading them would take a reader of XML that nothing else needs.
            fix_metadata_version=False,
            encryption=pikepdf.Encryption(
                user=password, owner=secrets.token_urlsafe(32), R=6, aes=True, metadata=True, allow=permissions
            ),
        )
    return buffer.getvalue()
