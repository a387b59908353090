"""From facts to levels: the method and nothing but the method."""
