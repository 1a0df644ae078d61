"""Runs docs/spec/verify.py once for each line of arguments, so that a test need not start Python for every attack."""
import contextlib
import io
import json
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify  # noqa: E402

for line in sys.stdin:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = verify.main(json.loads(line))
    print(json.dumps({"status": status, "output": out.getvalue()}), flush=True)
