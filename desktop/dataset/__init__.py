"""Facts with their sources: built once from data/, then read and never written."""
