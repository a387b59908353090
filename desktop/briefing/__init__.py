"""From ratings and measures to the briefing's content."""
