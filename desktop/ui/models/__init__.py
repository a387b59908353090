"""Qt models over tuples of frozen rows; they hold no rules of their own."""
