"""The pages people look at, written from the published warehouse; scripts/report.py is the command."""
