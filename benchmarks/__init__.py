"""How long things take: `make bench` prints it as one Markdown table.

`turns` takes the time and lays out the table; every other room measures one thing. A new one needs
a function `rows(turns) -> list[Row]` and its name in `__main__`. These are measurements, not
tests: nothing fails because a machine is slow.
"""
