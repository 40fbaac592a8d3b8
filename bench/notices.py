"""`POST /v1/notices`: one, five hundred in a list, five hundred lines; accepted a second, and p99.

The reference is the bare framework of `bench/messages.py`: one row, nothing rendered or asked.
"""

import uvloop
from bench.messages import built, told

RUNS = [("notice", "/v1/notices"), ("notices", "/v1/notices"), ("ndjson", "/v1/notices")]


async def main() -> None:
    async with built() as doors:
        await told("bare framework", doors.bare, [("single", "/v1/messages")], doors)
        await told("Limpide", doors.ours, RUNS, doors)


if __name__ == "__main__":
    uvloop.run(main())
