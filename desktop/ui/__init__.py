"""The window: shows values, reports intentions, decides nothing."""
