"""Measures the time and memory of a command: python measure.py RESULT.json SECONDS COMMAND...

This is a small program of its own, because Linux counts the memory of the parent as the command's until the command's program is
loaded. Started from pytest, no command would seem to need less memory than pytest.

RESULT.json gets exit_code, seconds (wall time), cpu_seconds (user and system, of the command and the children that it waited for) and
peak_bytes (resident memory of the largest single process among them). A command that runs longer than SECONDS is killed; its exit
code is then -9.
"""

import json
import os
import signal
import sys
import time


def main() -> None:
    result, limit, *command = sys.argv[1:]
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(int(limit))
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    signal.alarm(0)
    taken = {
        "exit_code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "peak_bytes": used.ru_maxrss * 1024,
    }
    with open(result, "w") as file:
        json.dump(taken, file)


if __name__ == "__main__":
    main()
