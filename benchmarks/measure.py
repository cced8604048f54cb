"""Runs a command and says what it took: python measure.py RESULT.json SECONDS COMMAND...

A small program of its own, because Linux counts the memory of whoever starts a command as the command's own until the command's
program is loaded: started from pytest, nothing would seem to need less than pytest does.

RESULT.json then holds exit_code, seconds (wall), cpu_seconds (user and system, of the command and all it waited for) and
peak_bytes (resident, of the largest single process among them). A command that is still at work after SECONDS is killed, and
its exit code is -9.
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
