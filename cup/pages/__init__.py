"""The pages people look at, written from the published warehouse; cup/report.py puts them in place."""
