"""Whole conversations of the retail pack: multi-turn, policy and hostile input, in a real shop.

Each runs in a workspace and a demo shop of its own, both processes of this machine.
"""

import asyncio
from pathlib import Path

import yaml

from limpide.assistant.rehearsing import read_scripts
from limpide.cli import packs, rehearsing

FOLDER = Path("sectors/retail/conversations")


def conversations() -> dict[str, float]:
    """Print how many go as written, file by file, and what ran that had to be refused."""
    where = {
        each["name"]: file.stem
        for file in sorted(FOLDER.glob("*.yaml"))
        for each in yaml.safe_load(file.read_text())
    }
    played = asyncio.run(rehearsing.rehearse(read_scripts(FOLDER), packs.pack("retail"), "", ""))
    print(f"\n{'Conversations':22}{'played':>9}{'right':>7}{'refused ones that ran':>23}")
    for name in dict.fromkeys(where.values()):
        part = [each for each in played if where[each.script.name] == name]
        right = sum(not each.faults for each in part)
        ran = sum(fault.endswith(" ran") for each in part for fault in each.faults)
        print(f"{name:22}{len(part):>9}{right / len(part):>7.2f}{ran:>23}")
    return {
        "conversations.right": sum(not each.faults for each in played) / len(played),
        "conversations.refused_that_ran": float(
            sum(fault.endswith(" ran") for each in played for fault in each.faults)
        ),
    }
