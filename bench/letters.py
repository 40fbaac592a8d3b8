"""Letters set per second, beside typst alone on the same template with the same data."""

import json
import resource
import statistics
import time
from dataclasses import replace

import typst
from tests.channels.letter.conftest import SENDER, letter

from limpide.channels import Press, Stationery
from limpide.channels.letter import setting

LETTERS = 300
GROWTH = 2000


def seconds_each(what: object, count: int) -> float:
    times: list[float] = []
    for n in range(count):
        began = time.perf_counter()
        what(n)  # type: ignore[operator]
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    paper = Stationery(sender=SENDER)
    press = Press(paper)
    message = letter()
    template = setting.TEMPLATE
    bare = typst.Compiler(template, root=template.parent)
    lines = ("Marie Blanc", "3 RUE DE L EGLISE", "69003 LYON")
    data = setting.data_of(message, lines, paper)

    def alone(n: int) -> None:
        said = json.dumps(data | {"subject": f"Lettre {n}", "qr": ""})
        bare.compile(format="pdf", sys_inputs={"letter": said})

    def whole(n: int) -> None:
        press.print(
            replace(message, subject=f"Lettre {n}", passport_url=f"{message.passport_url}{n % 10}")
        )

    seconds_each(alone, 10), seconds_each(whole, 10)
    reference, ours = seconds_each(alone, LETTERS), seconds_each(whole, LETTERS)
    print(f"typst alone, plain PDF, no code     {1 / reference:6.0f} letters/s")
    print(f"whole letter (tags, PDF/A, QR, XMP) {1 / ours:6.0f} letters/s")
    print(f"ratio                               {reference / ours:6.2f}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds_each(whole, GROWTH)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"memory after {GROWTH} more letters      {grown:+6.0f} MB")


if __name__ == "__main__":
    main()
