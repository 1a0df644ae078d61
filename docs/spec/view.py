#!/usr/bin/env python3
"""Renders an action as view.md says, with and without masks. Written from the page; shares with verify.py only JSON.

    python3 view.py < VECTORS

Reads a list of {"action": …, "more": […], "masks": […]} and writes it with the view and its digest, as the vectors have it.
"""

import hashlib
import json
import os
import re
import sys
import unicodedata

sys.dont_write_bytecode = True

import verify  # noqa: E402

FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors", "view")
WORD = re.compile("[A-Za-z0-9_\u0080-\U0010ffff]+")
VERBS = {"command": "Run a command", "file-read": "Read files", "file-write": "Write a file", "file-edit": "Edit a file",
         "network": "Reach the network", "mcp-call": "Call an MCP tool", "other": "Use a tool"}
TEXTS = {"command": [("command", "Command"), ("script", "Script")],
         "file-edit": [("old_string", "Old text"), ("new_string", "New text"), ("new_source", "New text"),
                       ("patch", "Patch")],
         "file-write": [("content", "Content")]}


def lines(name):
    with open(os.path.join(FILES, name), encoding="ascii") as file:
        return [line for line in file.read().split("\n") if line and not line.startswith("#")]


def classes():
    found = {}
    for line in lines("characters-v1.txt"):
        name, first, last = re.fullmatch("([a-z-]+) ([0-9A-F]+)(?:-([0-9A-F]+))?", line).groups()
        found.setdefault(name, set()).update(range(int(first, 16), int(last or first, 16) + 1))
    return found


CLASSES = classes()
CONTROLS = {int(line[:4], 16): line[5:] for line in lines("control-names-v1.txt")}
SECRETS = [(kind, re.compile(pattern)) for kind, pattern in (line.split(" ", 1) for line in lines("secrets-v1.txt"))]


# --- section 7: masks -------------------------------------------------------------------------------------------------

def stretches(text, kinds):
    """(from, to, kind) from left to right; what overlaps is one, and of the kind of what begins first."""
    found = []
    for kind, pattern in SECRETS:
        if kind in kinds:
            found += [match.span(pattern.groups) + (kind,) for match in pattern.finditer(text)]
    united = []
    for start, end, kind in sorted(found, key=lambda stretch: stretch[0]):
        if united and start < united[-1][1]:
            united[-1][1] = max(end, united[-1][1])
        else:
            united.append([start, end, kind])
    return united


def cut(text, kinds):
    """The text in parts: strings, and masks as they stand in a line."""
    parts, at = [], 0
    for start, end, kind in stretches(text, kinds):
        parts += [text[at:start], {"mask": kind, "length": end - start}]
        at = end
    return parts + [text[at:]]


# --- section 4: escapes -----------------------------------------------------------------------------------------------

def escape(char):
    code = ord(char)
    name = CONTROLS.get(code)
    if name is None and (code in CLASSES["shown"] or code in CLASSES["named"]):
        name = unicodedata.name(char)
    return {"escape": "U+%04X" % code, **({"name": name} if name else {})}


def escaped_in(text):
    """Places of the characters that are escaped; the text has no line feed that ends a line."""
    places = {at for at, char in enumerate(text)
              if ord(char) not in CLASSES["shown"] or ord(char) in CLASSES["look-alike"]}
    for word in WORD.finditer(text):
        codes = [ord(char) for char in word.group()]
        if any(code in CLASSES["latin"] for code in codes) \
                or all(code < 0x80 or code in CLASSES["homoglyph"] for code in codes):
            places |= {word.start() + at for at, code in enumerate(codes) if code in CLASSES["foreign"]}
    return places


def segments(parts):
    line = []
    for part in parts:
        if isinstance(part, dict):
            line.append(part)
            continue
        escaped, plain = escaped_in(part), ""
        for at, char in enumerate(part):
            if at in escaped:
                line += ([{"text": plain}] if plain else []) + [escape(char)]
                plain = ""
            else:
                plain += char
        line += [{"text": plain}] if plain else []
    return line


# --- section 3: what is shown -----------------------------------------------------------------------------------------

def split(parts):
    """Parts in lines: line feeds within a mask end none."""
    rows = [[]]
    for part in parts:
        first, *rest = part.split("\n") if isinstance(part, str) else [part]
        rows[-1].append(first)
        rows += [[row] for row in rest]
    return [segments(row) for row in rows]


def facts(action):
    context, principal, model = action.get("context", {}), action["principal"], action.get("model", {})
    accountable, repository = principal.get("accountable", {}), context.get("repository", {})
    yield "Kind", action["kind"]
    yield "Tool", action["tool"]["rawName"]
    yield "Canonical tool", action["tool"].get("canonicalName")
    yield "Tool server", action["tool"].get("server")
    yield "Tool definition", action["tool"].get("definitionDigest")
    yield from (("Target", target) for target in action.get("targets", []))
    yield "Person" if principal["kind"] == "person" else "Workload", principal["subject"]
    yield "Issuer", principal["issuer"]
    yield "Accountable person", accountable.get("subject")
    yield "Their issuer", accountable.get("issuer")
    yield "Workspace", action["workspace"]
    for label, name in (("Agent", "product"), ("Agent version", "version"), ("Vendor", "vendor"), ("Adapter", "adapter"),
                        ("Enforcement tier", "enforcementTier")):
        yield label, action["agent"].get(name)
    yield "Model", model.get("id")
    yield "Model known from", model.get("source")
    yield "Session", action["session"]["id"]
    yield "Subagent", action["session"].get("subagent")
    yield "Permission mode", action["session"].get("permissionMode")
    yield "Working directory", context.get("cwd")
    yield from (("Workspace root", root) for root in context.get("workspaceRoots", []))
    yield "Repository", repository.get("remote")
    yield "Branch", repository.get("branch")
    yield "Commit", repository.get("head")
    yield "Uncommitted changes", {True: "yes", False: "no"}.get(repository.get("dirty"))
    for operand in action.get("operands", []):
        yield "Operand", operand["path"]
        yield "Operand content", operand.get("digest", "no such file")


def texts(kind, parameters):
    """(heading, strings, whether each is one line, places of the scalars that are shown so)."""
    for name, heading in TEXTS.get(kind, []):
        value = parameters.get(name)
        if isinstance(value, str):
            yield heading, [value], False, {(name,)}
        elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            yield heading + ", one argument a line", value, True, {(name, at) for at in range(len(value))}
    edits = parameters.get("edits") if kind == "file-edit" else None
    for at, edit in enumerate(edits if isinstance(edits, list) else []):
        for name, which in (("old_string", "old"), ("new_string", "new")):
            if isinstance(edit, dict) and isinstance(edit.get(name), str):
                yield "Edit %d: %s text" % (at + 1, which), [edit[name]], False, {("edits", at, name)}


def quoted(text, kinds):
    """A string in canonical form, in parts: each string is searched as it is, not as it is written in JSON."""
    inside = [verify.canonical(part).decode()[1:-1] if isinstance(part, str) else part for part in cut(text, kinds)]
    return ['"'] + inside + ['"']


def pretty(value, kinds, place=(), before=(), after=""):
    """(parts of a line, place of its scalar)."""
    indent = "  " * len(place)
    if isinstance(value, (dict, list)) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        inner = sorted(value, key=lambda name: name.encode("utf-16-be")) if opening == "{" else range(len(value))
        yield [indent, *before, opening], None
        for nth, name in enumerate(inner):
            label = quoted(name, kinds) + [": "] if opening == "{" else []
            yield from pretty(value[name], kinds, place + (name,), label, "," if nth + 1 < len(value) else "")
        yield [indent, closing + after], None
    else:
        scalar = quoted(value, kinds) if isinstance(value, str) else [verify.canonical(value).decode()]
        yield [indent, *before, *scalar, after], place


def joined(parts):
    """Neighbouring strings are one text: only a mask or the end of the line ends a word."""
    line = []
    for part in parts:
        if line and isinstance(part, str) and isinstance(line[-1], str):
            line[-1] += part
        else:
            line.append(part)
    return line


# --- sections 2 and 5 -------------------------------------------------------------------------------------------------

def plain(segment):
    if "mask" in segment:
        return "‹%s masked, %d characters›" % (segment["mask"], segment["length"])
    return segment["text"] if "text" in segment else "‹%s›" % segment["escape"]


def rows(line):
    return max(1, -(-len("".join(map(plain, line))) // 120))


def render(action, more=(), masks=()):
    """The view of an admitted action, and its digest."""
    version, kinds, seen, sections, count = 2 if masks else 1, set(masks), set(), [], 0
    for heading, strings, single, places in texts(action["kind"], action["parameters"]):
        shown = [segments(cut(text, kinds)) for text in strings] if single else split(cut(strings[0], kinds))
        sections.append({"heading": heading, "lines": shown})
        seen |= places
        count += sum(map(rows, shown))
    parameters = [(segments(joined(parts)), place) for parts, place in pretty(action["parameters"], kinds)]
    sections.append({"heading": "Parameters", "lines": [line for line, _ in parameters]})
    count += sum(1 if place in seen else rows(line) for line, place in parameters)
    title = segments(cut("%s with %s" % (VERBS[action["kind"]], action["tool"]["rawName"]), kinds))
    known = [(label, value) for label, value in facts(action) if value] + [tuple(fact) for fact in more]
    shown = [{"label": label, "value": segments(cut(value, kinds))} for label, value in known]
    count += rows(title) + sum(rows(fact["value"]) for fact in shown)
    every = [title] + [fact["value"] for fact in shown] + [line for section in sections for line in section["lines"]]
    view = {"schema": "view/v%d" % version, "intentDigest": intent_digest(action), "title": title, "facts": shown,
            "sections": sections, "lineCount": count,
            "escapes": sum("escape" in segment for line in every for segment in line)}
    if masks:
        view["masks"] = sum("mask" in segment for line in every for segment in line)
    return view, tagged("syndicate/view/v%d" % version, view)


def intent_digest(action):
    session = {name: value for name, value in action["session"].items() if name != "turn"}
    return tagged("syndicate/intent/v1", {**{name: value for name, value in action.items() if name != "call"},
                                          "session": session})


def tagged(tag, value):
    return "sha256:" + hashlib.sha256(tag.encode() + b"\0" + verify.canonical(value)).hexdigest()


def admitted(value):
    return verify.admit(json.dumps(value).encode())


def main():
    vectors = json.load(sys.stdin)
    for vector in vectors:
        vector["view"], vector["viewDigest"] = render(
            admitted(vector["action"]), vector.get("more", []), vector.get("masks", []))
    json.dump(vectors, sys.stdout, ensure_ascii=True, indent=1)
    print()


if __name__ == "__main__":
    main()
