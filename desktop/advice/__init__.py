"""From ratings to measures: what a traveller does about them."""
