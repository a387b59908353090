"""The security officer's room: briefings for many travellers."""
