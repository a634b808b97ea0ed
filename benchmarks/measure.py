"""Runs a task in a process of its own and tells its wall time, processor time and peak memory."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Taken:
    """Seconds of wall time and of processor time (children included), and the largest process in MiB."""

    wall: float
    processor: float
    peak_mib: float


def report(task: Callable[[], object]) -> None:
    """Runs the task and prints what it took; the other half of `run`, called inside the measured process."""
    before, began = os.times(), time.perf_counter()
    task()
    wall, after = time.perf_counter() - began, os.times()
    processor = sum(after[:4]) - sum(before[:4])
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(json.dumps({"wall": wall, "processor": processor, "peak_mib": peak}))


def run(module: str, task: str, *arguments: str) -> Taken:
    """What one task of a benchmark module takes in a fresh process."""
    command = [sys.executable, "-m", module, "--task", task, *arguments]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Taken(**json.loads(answer.stdout.splitlines()[-1]))


def interleaved(module: str, tasks: dict[str, tuple[str, ...]], *, repeats: int) -> dict[str, Taken]:
    """The median of each task over several rounds, the tasks taking turns so that a busy minute hits all alike."""
    taken: dict[str, list[Taken]] = {task: [] for task in tasks}
    for _ in range(repeats):
        for task, arguments in tasks.items():
            taken[task].append(run(module, task, *arguments))
    return {
        task: Taken(
            wall=median(one.wall for one in all_taken),
            processor=median(one.processor for one in all_taken),
            peak_mib=max(one.peak_mib for one in all_taken),
        )
        for task, all_taken in taken.items()
    }
