"""The pages, written from the published warehouse. cup/report.py puts them in place."""
