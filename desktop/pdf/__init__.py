"""From a briefing to the bytes of a PDF."""
