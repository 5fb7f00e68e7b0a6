"""Compares the numbers of the score with what they must reach; ends with 1 and names every one that does not."""
import json
import sys

score = json.loads(sys.argv[1])


def share(name):
    """Found out of all; what has no rows to find proves nothing and counts as 0."""
    found, total = score[name][:2]
    return found / total if total else 0.0


def precision(severity):
    """Findings that touch a known error or doubt, out of all findings; without findings there is none to trust."""
    findings = score[f"{severity}_findings"]
    return 1 - score[f"{severity}_false"] / findings if findings else 0.0


citations = score["citations"]
at_least = [
    ("certain errors found", share("errors_certain"), 1.0),
    ("precision of verify", precision("verify"), 0.6),
    ("relations checked", share("relations"), 0.85),
    ("mutants caught", share("mutants"), 0.85),
    ("citations found", share("citations"), 0.98),
    ("tasks found", share("tasks"), 0.85),
    ("leads right", share("lead"), 0.9),
    ("deadlines right", share("deadline"), 0.9),
]
at_most = [
    ("certain findings that are false", score["certain_false"], 0),
    ("citations reported, of those there are", citations[2] / max(1, citations[1]), 1.05),
]

under = [f"{name}: {value:.3f}, must be at least {limit}" for name, value, limit in at_least if value < limit]
over = [f"{name}: {value:.3f}, must be at most {limit}" for name, value, limit in at_most if value > limit]
for name, value, _ in at_least + at_most:
    print(f"{name:40} {value:.3f}")
for line in under + over:
    print(f"UNDER THE THRESHOLD  {line}", file=sys.stderr)
sys.exit(1 if under or over else 0)
