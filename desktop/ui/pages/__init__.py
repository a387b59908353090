"""The three columns of the window and the pages inside them."""
