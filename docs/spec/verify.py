#!/usr/bin/env python3
"""Verifies what an audit log of Syndicate gave away: a bundle (.jsonl) or an evidence archive (.zip).

    python3 verify.py --bundle FILE --key FILE [--key FILE ...] [--since NOTE] [--controls] [--json]

It needs Python 3.9 or newer and nothing else: no package, no service, no network. It was written from the pages beside
it (chain-format.md, canonical-json.md, evidence.md, controls.md), not from the other verifier, so that an error would
have to be made twice. The key comes from whoever runs the log, never from what is verified.

Exit status: 0 intact, 1 broken or a control was not met, 2 wrong use, 5 could not be read.
"""

import argparse
import base64
import hashlib
import io
import json
import os
import re
import struct
import sys
import unicodedata
import uuid
import zipfile
import zlib
from decimal import Decimal


class Broken(Exception):
    """Something is not as it was signed. Ends the verification."""

    def __init__(self, code, sequence, detail):
        super().__init__(detail)
        self.code, self.sequence, self.detail = code, sequence, detail


class Malformed(ValueError):
    """Bytes that the specification does not allow where they stand."""


# --- canonical-json.md: admission and canonical form ------------------------------------------------------------------

WHITE = re.compile(rb"[ \t\n\r]*")
NUMBER = re.compile(rb"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
PLAIN = re.compile(rb'[^"\\\x00-\x1f]*')
MAX_DEPTH = 64
MAX_JSON = 8 << 20
ESCAPED = {0x22: '"', 0x5C: "\\", 0x2F: "/", 0x62: "\b", 0x66: "\f", 0x6E: "\n", 0x72: "\r", 0x74: "\t"}
HEX4 = re.compile(rb"[0-9a-fA-F]{4}")


class Admission:
    """Reads one JSON text that any two readers take for the same value."""

    def __init__(self, data, limit=MAX_JSON):
        if len(data) > limit:
            raise Malformed("too large")
        if data[:3] == b"\xef\xbb\xbf" or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
            raise Malformed("byte order mark")
        self.data, self.at = data, 0

    def value(self):
        self.white()
        value = self.any(0)
        self.white()
        if self.at != len(self.data):
            raise Malformed("trailing bytes")
        return value

    def white(self):
        self.at = WHITE.match(self.data, self.at).end()

    def peek(self):
        return self.data[self.at] if self.at < len(self.data) else -1

    def any(self, depth):
        first = self.peek()
        if first == 0x7B:
            return self.object(depth + 1)
        if first == 0x5B:
            return self.array(depth + 1)
        if first == 0x22:
            return self.string()
        for text, value in ((b"true", True), (b"false", False), (b"null", None)):
            if self.data.startswith(text, self.at):
                self.at += len(text)
                return value
        return self.number()

    def object(self, depth):
        self.enter(depth)
        members = {}
        if self.closes(0x7D):
            return members
        while True:
            self.white()
            if self.peek() != 0x22:
                raise Malformed("a member has a name")
            name = self.string()
            self.white()
            self.expect(0x3A)
            self.white()
            value = self.any(depth)
            if name in members:
                raise Malformed("a name stands twice")
            members[name] = value
            if self.ends(0x7D):
                return members

    def array(self, depth):
        self.enter(depth)
        items = []
        if self.closes(0x5D):
            return items
        while True:
            self.white()
            items.append(self.any(depth))
            if self.ends(0x5D):
                return items

    def enter(self, depth):
        if depth > MAX_DEPTH:
            raise Malformed("too deep")
        self.at += 1

    def closes(self, bracket):
        self.white()
        if self.peek() != bracket:
            return False
        self.at += 1
        return True

    def ends(self, bracket):
        self.white()
        if self.closes(bracket):
            return True
        self.expect(0x2C)
        return False

    def expect(self, byte):
        if self.peek() != byte:
            raise Malformed("not JSON")
        self.at += 1

    def string(self):
        self.at += 1
        parts = []
        while True:
            plain = PLAIN.match(self.data, self.at)
            if plain.end() > self.at:
                try:
                    parts.append(plain.group().decode("utf-8"))
                except UnicodeDecodeError:
                    raise Malformed("not UTF-8") from None
                self.at = plain.end()
            byte = self.peek()
            self.at += 1
            if byte == 0x22:
                return "".join(parts)
            if byte != 0x5C:
                raise Malformed("a string does not end, or has a control character")
            parts.append(self.escape())

    def escape(self):
        letter = self.peek()
        if letter == 0x75:
            unit = self.unit()
            if 0xD800 <= unit < 0xDC00:
                low = self.unit() if self.data[self.at : self.at + 2] == b"\\u" and self.skip() else 0
                if not 0xDC00 <= low < 0xE000:
                    raise Malformed("a lone surrogate")
                return chr(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
            if 0xDC00 <= unit < 0xE000:
                raise Malformed("a lone surrogate")
            return chr(unit)
        if letter not in ESCAPED:
            raise Malformed("not an escape")
        self.at += 1
        return ESCAPED[letter]

    def skip(self):
        self.at += 1
        return True

    def unit(self):
        digits = HEX4.match(self.data, self.at + 1)
        if not digits:
            raise Malformed("four hexadecimal digits")
        self.at = digits.end()
        return int(digits.group(), 16)

    def number(self):
        match = NUMBER.match(self.data, self.at)
        if not match:
            raise Malformed("not JSON")
        self.at = match.end()
        return exact(match)


def exact(match):
    """The double of a number's text, which must keep its decimal value."""
    mantissa = match.group(1) + (match.group(2) or b"")
    if not mantissa.strip(b"0."):
        return 0.0
    exponent = (match.group(3) or b"e0")[1:].lstrip(b"+-").lstrip(b"0")
    text = match.group().decode("ascii")
    if len(exponent) > 15:
        raise Malformed("a number that a double does not keep")
    value = float(text)
    if value in (float("inf"), float("-inf"), 0.0) or Decimal(text) != Decimal(number_text(value)):
        raise Malformed("a number that a double does not keep")
    return value


def number_text(value):
    """ECMA-262, Number::toString."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    _, digits, exponent = Decimal(repr(abs(value))).as_tuple()
    text = "".join(map(str, digits))
    stripped = text.rstrip("0") or "0"
    exponent += len(text) - len(stripped)
    point = len(stripped) + exponent
    count = len(stripped)
    if count <= point <= 21:
        return sign + stripped + "0" * (point - count)
    if 0 < point <= 21:
        return sign + stripped[:point] + "." + stripped[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + stripped
    power = point - 1
    mantissa = stripped[0] + ("." + stripped[1:] if count > 1 else "")
    return sign + mantissa + "e" + ("+" if power > 0 else "-") + str(abs(power))


SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
ESCAPES = {code: SHORT.get(code, "\\u%04x" % code) for code in list(range(32)) + [34, 92]}


def canonical(value):
    """RFC 8785, as bytes."""
    parts = []
    write(value, parts.append)
    return "".join(parts).encode("utf-8")


def write(value, out):
    if value is None:
        out("null")
    elif value is True or value is False:
        out("true" if value else "false")
    elif isinstance(value, str):
        out('"' + value.translate(ESCAPES) + '"')
    elif isinstance(value, (int, float)):
        out(number_text(float(value)))
    elif isinstance(value, list):
        comma = "["
        for item in value:
            out(comma)
            write(item, out)
            comma = ","
        out("]" if value else "[]")
    else:
        comma = "{"
        for name in sorted(value, key=lambda text: text.encode("utf-16-be")):
            out(comma + '"' + name.translate(ESCAPES) + '":')
            write(value[name], out)
            comma = ","
        out("}" if value else "{}")


def admit(data, limit=MAX_JSON):
    return Admission(data, limit).value()


def admit_canonical(data):
    value = admit(data)
    if canonical(value) != data:
        raise Malformed("not in canonical form")
    return value


# --- what may stand at a place ----------------------------------------------------------------------------------------


def member(value, name, kind):
    if not isinstance(value, dict) or name not in value:
        raise Malformed("the member " + name + " is missing")
    return typed(value[name], name, kind)


def optional(value, name, kind):
    return typed(value[name], name, kind) if isinstance(value, dict) and name in value else None


def typed(value, name, kind):
    if kind is int:
        if isinstance(value, bool) or not isinstance(value, float) or value != int(value) or abs(value) > 2**53:
            raise Malformed("the member " + name + " is no whole number")
        return int(value)
    if not isinstance(value, kind) or kind is not bool and isinstance(value, bool):
        raise Malformed("the member " + name + " is of another type")
    return value


def base64_bytes(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, UnicodeEncodeError):
        raise Malformed("not Base64") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise Malformed("not the one spelling of Base64")
    return data


def base64_hash(text):
    data = base64_bytes(text)
    if len(data) != 32:
        raise Malformed("a hash has 32 bytes")
    return data


DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.\d{6}Z\Z", re.ASCII)
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def digest_text(data):
    return "sha256:" + data.hex()


def require_digest(text):
    if not DIGEST.match(text):
        raise Malformed("not a digest")
    return text


def require_time(text):
    match = TIME.match(text)
    if not match:
        raise Malformed("not a time")
    year, month, day, hour, minute, second = map(int, match.groups())
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1] + leap and hour < 24 and minute < 60 and second < 60):
        raise Malformed("not a time")
    return text


def time_text(micros):
    """Microseconds since 1970 as text, also beyond the years that Python's own dates can have."""
    seconds, rest = divmod(micros, 1_000_000)
    days, clock = divmod(seconds, 86400)
    era_day = days + 719468
    era, day_of_era = divmod(era_day, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (month <= 2)
    return "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ" % (
        year, month, day, clock // 3600, clock // 60 % 60, clock % 60, rest)


# --- RFC 8032: Ed25519 verification -----------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(one, two):
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c = 2 * one[3] * two[3] * D % P
    d = 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_times(scalar, point):
    sum_ = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            sum_ = point_add(sum_, point)
        point = point_add(point, point)
        scalar >>= 1
    return sum_


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * ROOT % P
    if (x * x - x2) % P != 0 or x == 0 and sign:
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def point_bytes(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def ed25519_verifies(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    point = point_of(key)
    s = int.from_bytes(signature[32:], "little")
    if point is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus = (P - point[0], point[1], 1, P - point[3])
    return point_bytes(point_add(point_times(s, BASE), point_times(k, minus))) == signature[:32]


# --- c2sp.org/signed-note and c2sp.org/tlog-checkpoint ------------------------------------------------------------------


def require_name(name):
    if not name or any(c < " " or c == "+" or unicodedata.category(c).startswith("Z") for c in name):
        raise Malformed("not the name of a key")
    return name


class Key:
    """A vkey: a named Ed25519 public key."""

    def __init__(self, text):
        parts = text.split("+", 2)
        if len(parts) != 3:
            raise Malformed("a note key is <name>+<key id>+<key>")
        typed_key = base64_bytes(parts[2])
        if len(typed_key) != 33 or typed_key[0] != 1:
            raise Malformed("only Ed25519 note keys are read")
        self.name, self.raw, self.text = require_name(parts[0]), typed_key[1:], text
        self.id = hashlib.sha256(self.name.encode("utf-8") + b"\n" + typed_key).digest()[:4]
        if self.id.hex() != parts[1]:
            raise Malformed("the key id does not belong to this name and key")

    def log(self):
        return log_of(self.name)

    def __eq__(self, other):
        return self.text == other.text

    def __hash__(self):
        return hash(self.text)


class Note:
    """A signed note, read strictly."""

    def __init__(self, text):
        if any(c < " " and c != "\n" for c in text):
            raise Malformed("a note has no control characters")
        blank = text.rfind("\n\n")
        if blank < 0 or not text.endswith("\n") or blank + 2 >= len(text):
            raise Malformed("a note is a text, an empty line and signature lines")
        self.whole, self.text = text, text[: blank + 1]
        lines = text[blank + 2 : -1].split("\n")
        if len(lines) > 100:
            raise Malformed("a note has at most 100 signatures")
        self.lines = [self.line(line) for line in lines]
        self.verified = {}

    @staticmethod
    def line(line):
        space = line.rfind(" ")
        if not line.startswith("\u2014 ") or space < 2:
            raise Malformed("a signature line is an em dash, a name and the signature")
        data = base64_bytes(line[space + 1 :])
        if len(data) <= 4:
            raise Malformed("a signature is longer than its key id")
        return require_name(line[2:space]), data[:4], data[4:]

    def own(self, key):
        return [signature for name, id_, signature in self.lines if name == key.name and id_ == key.id]

    def signed_by(self, key):
        if key not in self.verified:
            own = self.own(key)
            text = self.text.encode("utf-8")
            self.verified[key] = bool(own) and all(ed25519_verifies(key.raw, text, line) for line in own)
        return self.verified[key]

    def forges(self, key):
        return bool(self.own(key)) and not self.signed_by(key)


KEY_NAME = "syndicate.dev/log/"
SIZE = re.compile(r"(0|[1-9][0-9]{0,17})\Z")
EPOCH = re.compile(r"[1-9][0-9]{0,17}\Z")


def require_log(text):
    try:
        if str(uuid.UUID(text)) == text:
            return text
    except ValueError:
        pass
    raise Malformed("not a log id")


def log_of(name):
    if not name.startswith(KEY_NAME):
        raise Malformed("not the name of an audit log's key")
    return require_log(name[len(KEY_NAME) :])


class Checkpoint:
    def __init__(self, text):
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0] or not SIZE.match(lines[1]):
            raise Malformed("a checkpoint has three lines: origin, size and root")
        self.origin, self.size, self.root = lines[0], int(lines[1]), base64_hash(lines[2])
        name, slash, epoch = self.origin.rpartition("/")
        if not slash or not EPOCH.match(epoch):
            raise Malformed("an origin ends in /<epoch>")
        self.log, self.epoch = log_of(name), int(epoch)


# --- chain-format.md, 5: the tree ---------------------------------------------------------------------------------------


def sha256(*parts):
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(part)
    return hasher.digest()


def node(left, right):
    return sha256(b"\x01", left, right)


class Tree:
    """The subtrees over the first leaves, the largest first."""

    def __init__(self, size, subtrees):
        if bin(size).count("1") != len(subtrees):
            raise Malformed("as many subtrees as the size has one-bits")
        self.size, self.subtrees = size, list(subtrees)

    def append(self, leaf):
        rest = self.size
        while rest & 1:
            leaf = node(self.subtrees.pop(), leaf)
            rest >>= 1
        self.subtrees.append(leaf)
        self.size += 1

    def root(self):
        if not self.subtrees:
            return sha256()
        root = self.subtrees[-1]
        for subtree in reversed(self.subtrees[:-1]):
            root = node(subtree, root)
        return root


def proves_inclusion(index, size, leaf, path, root):
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, value = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            value = node(sibling, value)
            while not at & 1 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            value = node(value, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and value == root


# --- chain-format.md, 2 and 3: header and body --------------------------------------------------------------------------

HEADER = struct.Struct(">16s16sQQQ16sI32s32s")
FORMAT = b"syndicate/rec/v1"
MAX_BODY = 1 << 20
BODY_TAG = b"syndicate/record-body/v1\x00"
GENESIS_TAG = b"syndicate/genesis/v1\x00"
ROTATED = "dev.syndicate.contracts.audit.LogKeyRotated"


class Record:
    """A record, and what can be said of it alone."""

    def __init__(self, header, body):
        self.body_bytes, self.leaf = body, sha256(b"\x00", header)
        self.fault = self.adoption = self.rotation = self.body = None
        self.header = self.read_header(header)
        if self.header:
            self.read_body(body)

    def read_header(self, header):
        if len(header) != HEADER.size or header[:16] != FORMAT:
            return False
        (_, log, self.epoch, self.sequence, self.recorded_at, self.event_id, length, self.body_hash,
         self.previous) = HEADER.unpack(header)
        self.log, self.length = str(uuid.UUID(bytes=log)), length
        return 1 <= self.epoch < 2**63 and self.sequence < 2**63 and self.recorded_at < 2**63 and length <= MAX_BODY

    def read_body(self, body):
        if self.length != len(body) or self.body_hash != sha256(BODY_TAG, body):
            self.fault = "body-hash", "The body is not the one that the header names"
            return
        try:
            self.body = admit_canonical(body)
            require_body(self.body)
            self.rotation = rotation_of(self.body)
        except Malformed:
            self.fault = "body-malformed", "The body is not canonical JSON of a known schema"
            return
        try:
            adoption = optional(self.body, "adoption", dict)
            self.adoption = None if adoption is None else Adoption(adoption)
        except Malformed as e:
            self.fault = "adoption", "The adoption cannot be accepted: " + str(e)


def require_body(body):
    if member(body, "schema", str) != "record/v1" or member(body, "canonicalization", str) != "rfc8785":
        raise Malformed("only record/v1 over rfc8785 is read")
    event = member(body, "event", dict)
    member(event, "type", str)
    member(event, "origin", str)
    member(event, "position", int)
    member(member(event, "aggregate", dict), "id", str)
    member(member(event, "aggregate", dict), "sequence", int)
    require_digest(member(event, "digest", str))
    require_time(member(event, "occurredAt", str))


def rotation_of(body):
    event = body["event"]
    if event["type"] != ROTATED or event["origin"] != "audit_service":
        return None
    key = optional(body, "key", dict)
    if key is None:
        return None
    previous, following = Key(member(key, "previous", str)), Key(member(key, "next", str))
    until = optional(key, "overlapUntil", str)
    if until is not None:
        require_time(until)
    if previous.name != following.name or previous == following:
        raise Malformed("a key is replaced by another one of the same log")
    return previous, following


def person(value):
    issuer, subject = member(value, "issuer", str), member(value, "subject", str)
    optional(value, "name", str)
    optional(value, "authenticationMethods", list)
    if not issuer.strip() or not subject.strip():
        raise Malformed("a person has an issuer and a subject")
    return issuer, subject


class Adoption:
    """chain-format.md, 3.3."""

    def __init__(self, value):
        previous, lost = member(value, "previous", dict), member(value, "lost", dict)
        self.note = Note(member(previous, "note", str))
        self.checkpoint = Checkpoint(self.note.text)
        self.epoch, self.size = member(previous, "epoch", int), member(previous, "size", int)
        self.first, self.last = member(lost, "first", int), member(lost, "last", int)
        people = [person(one) for one in member(value, "by", list)]
        member(value, "reason", str)
        require_time(member(value, "at", str))
        if self.checkpoint.epoch != self.epoch or self.checkpoint.size != self.size:
            raise Malformed("The checkpoint is not the one that the adoption names")
        if self.first < 0 or self.last < self.first or self.last != self.size - 1:
            raise Malformed("What was lost ends where the known checkpoint ends")
        if len(people) < 2 or len(set(people)) != len(people):
            raise Malformed("It takes two different people to adopt")

    def allows(self, record, epoch_before):
        return (self.checkpoint.log == record.log and record.epoch == self.epoch + 1 and self.epoch >= epoch_before
                and record.sequence == self.first)


# --- chain-format.md, 6.1: keys -------------------------------------------------------------------------------------------


class Keys:
    """The caller's keys, and those to which the records lead from them."""

    def __init__(self, trusted):
        self.given, self.known = list(trusted), list(dict.fromkeys(trusted))
        self.log = trusted[0].log()
        self.rotations, self.adoptions = [], []

    def signed(self, note):
        return any(note.signed_by(key) for key in self.known)

    def forged(self, note):
        return any(note.forges(key) for key in self.known)

    def rotated(self, sequence, rotation):
        previous, following = rotation
        follows = not self.rotations or self.rotations[-1][2] == previous
        if not follows or len(self.rotations) == 1000 or log_name(previous) != self.log:
            raise Broken("checkpoint-signature", sequence, "It replaces a key that is not the one in force")
        self.rotations.append((sequence, previous, following))

    def adopted(self, sequence, adoption):
        self.adoptions.append((sequence, adoption))

    def settle(self, notes):
        sized = [(Checkpoint(note.text).size, note) for note in notes]
        before = -1
        while len(self.known) > before:
            before = len(self.known)
            proved = max((size for size, note in sized if self.signed(note)), default=0)
            for sequence, previous, following in self.rotations:
                if sequence < proved:
                    self.known += [key for key in (previous, following) if key not in self.known]
        for size, note in sized:
            if not self.signed_in_force(size, note) or self.forged(note):
                raise Broken(
                    "checkpoint-signature", None,
                    "The key in force at its size, as far as it is trusted, did not sign the checkpoint")
        for sequence, adoption in self.adoptions:
            if not self.signed(adoption.note) or self.forged(adoption.note):
                raise Broken("adoption", sequence, "No trusted key signed the checkpoint that it names")

    def signed_in_force(self, size, note):
        if not self.rotations:
            return self.signed(note)
        key = self.rotations[0][1]
        for sequence, _, following in self.rotations:
            key = following if sequence < size else key
        return key in self.known and note.signed_by(key)


def log_name(key):
    try:
        return key.log()
    except Malformed:
        return None


# --- chain-format.md, 7: the bundle -----------------------------------------------------------------------------------------

MAX_LINE = 4 << 20


class Unfinished(Exception):
    """The input ended, or went on for too long, inside a line."""


class Lines:
    def __init__(self, stream):
        self.stream = stream

    def next(self):
        line = self.stream.readline(MAX_LINE + 1)
        if not line:
            return None
        if not line.endswith(b"\n"):
            raise Unfinished()
        if line == b"\n":
            raise Malformed("A bundle has no empty lines")
        value = admit(line[:-1], MAX_LINE)
        if not isinstance(value, dict):
            raise Malformed("A line of a bundle is a JSON object")
        return value


class Manifest:
    MEMBERS = {"format", "kind", "log", "epoch", "first", "count", "left", "checkpoints"}

    def __init__(self, line):
        if member(line, "format", str) != "syndicate/bundle/v1" or not self.MEMBERS >= set(line):
            raise Malformed("Not a manifest of syndicate/bundle/v1")
        self.kind = member(line, "kind", str)
        if self.kind not in ("range", "selection"):
            raise Malformed("Not a kind of bundle")
        self.log, self.epoch = require_log(member(line, "log", str)), member(line, "epoch", int)
        self.first, self.count = member(line, "first", int), member(line, "count", int)
        self.left = Tree(max(self.first, 0), [base64_hash(typed(x, "left", str)) for x in member(line, "left", list)])
        self.notes = [Note(typed(x, "checkpoints", str)) for x in member(line, "checkpoints", list)]
        if self.epoch < 1 or self.first < 0 or self.count < 1 or not 1 <= len(self.notes) <= 1000:
            raise Malformed("A bundle has at least one record and 1 to 1000 checkpoints")


class Walk:
    """Consecutive records: chain-format.md, 7, step 4, and how the altered record is named."""

    def __init__(self, manifest, checkpoints, keys):
        self.log, self.epoch_limit = manifest.log, manifest.epoch
        self.tree, self.checkpoints, self.keys = manifest.left, list(checkpoints), keys
        self.first = self.proved = self.next = manifest.first
        self.previous = sha256(GENESIS_TAG, uuid.UUID(self.log).bytes) if self.first == 0 else None
        self.epoch = 1 if self.first == 0 else 0
        self.recorded_at = 0
        self.pending, self.suspect, self.followed = False, None, False

    def accept(self, record):
        if not record.header:
            self.broken("header-malformed", "The header is not one of format syndicate/rec/v1")
        if record.log != self.log:
            self.broken("wrong-log", "The record belongs to log " + record.log)
        if record.sequence != self.next:
            self.broken("sequence", "Sequence %d stands in its place" % record.sequence)
        if record.epoch < self.epoch or record.epoch > self.epoch_limit:
            self.broken("wrong-epoch", "Epoch %d does not belong here" % record.epoch)
        if record.recorded_at < self.recorded_at:
            self.broken("recorded-at", "It is recorded before its predecessor")
        if record.fault:
            self.broken(*record.fault)
        self.epochs(record)
        self.link(record)

    def epochs(self, record):
        adoption = record.adoption
        grows = self.epoch != 0 and record.epoch != self.epoch
        if grows if adoption is None else not adoption.allows(record, self.epoch):
            self.broken("adoption", "Epoch %d does not begin with its adoption" % record.epoch)
        if adoption is not None:
            self.keys.adopted(record.sequence, adoption)
        if record.rotation is not None:
            self.keys.rotated(record.sequence, record.rotation)

    def link(self, record):
        if self.previous is not None and self.previous != record.previous:
            if not self.pending:
                self.broken("link", "It does not follow what lies in front of it")
            if self.suspect is None:
                self.suspect = self.next - 1
            elif self.suspect == self.next - 2:
                self.followed = True
        if self.pending:
            self.append(record.previous)
        self.previous, self.pending = record.leaf, True
        self.epoch, self.recorded_at = record.epoch, record.recorded_at
        self.next += 1

    def append(self, leaf):
        self.tree.append(leaf)
        while self.checkpoints and self.checkpoints[0].size == self.tree.size:
            self.compare(self.checkpoints.pop(0))

    def compare(self, checkpoint):
        if self.tree.root() != checkpoint.root:
            if self.suspect is None:
                raise Broken("tree-root", self.proved,
                             "From here on, the records do not make the tree signed at size %d" % checkpoint.size)
            self.disagree(self.followed or self.suspect >= self.tree.size - 2)
        if self.epoch > checkpoint.epoch:
            raise Broken("checkpoint-mismatch", checkpoint.size - 1,
                         "The record is of a later epoch than the checkpoint that covers it")
        self.proved = checkpoint.size

    def finish(self, head):
        if self.pending:
            self.append(self.previous)
        if self.next != head.size:
            raise Broken("truncated", self.next, "The checkpoint covers %d records" % head.size)
        if self.suspect is not None:
            self.disagree(False)

    def broken(self, code, detail):
        if self.suspect is not None:
            self.disagree(self.followed)
        raise Broken(code, self.next, detail)

    def disagree(self, later):
        if later:
            raise Broken("link", self.suspect + 1, "The record names another predecessor than it has")
        raise Broken("link", self.suspect, "The record is not the one that its successor names")


class Selection:
    """Single records, each by its own proof: chain-format.md, 7, step 5."""

    def __init__(self, head):
        self.head, self.first, self.last, self.epoch = head, -1, -1, 1

    def accept(self, record, proof):
        if not record.header:
            raise Broken("header-malformed", self.last + 1, "The header is not one of format syndicate/rec/v1")
        at = record.sequence
        if record.log != self.head.log:
            raise Broken("wrong-log", at, "The record belongs to log " + record.log)
        if at <= self.last:
            raise Broken("sequence", at, "The records do not ascend")
        if record.epoch < self.epoch or record.epoch > self.head.epoch:
            raise Broken("wrong-epoch", at, "Epoch %d does not belong here" % record.epoch)
        if record.fault:
            raise Broken(record.fault[0], at, record.fault[1])
        if record.adoption is not None and not record.adoption.allows(record, self.epoch):
            raise Broken("adoption", at, "The adoption is not that of this epoch")
        if not proves_inclusion(at, self.head.size, record.leaf, proof, self.head.root):
            raise Broken("inclusion", at, "The proof does not lead to the signed root")
        self.first = at if self.first < 0 else self.first
        self.last, self.epoch = at, record.epoch


class Bundle:
    """Verifies one bundle; who wants to know more about its records listens."""

    def __init__(self, stream, trusted, since=None, listener=None):
        self.lines, self.keys, self.since = Lines(stream), Keys(trusted), since
        self.listener = listener or (lambda record: None)
        self.records, self.first_epoch, self.last_epoch = 0, None, None

    def verify(self):
        try:
            line = self.lines.next()
            if line is None:
                raise Broken("empty", None, "The bundle is empty")
            self.manifest = manifest = Manifest(line)
        except (Malformed, Unfinished) as e:
            raise Broken("bundle-malformed", None, "The manifest cannot be read: %s" % e) from None
        self.require_signed(manifest)
        self.checkpoints = self.read_checkpoints(manifest)
        self.head = self.checkpoints[-1]
        self.at = manifest.first
        if manifest.kind == "range":
            self.range(manifest)
        else:
            self.selection(manifest)
        return self

    def require_signed(self, manifest):
        enough = any if manifest.kind == "range" else all
        if not enough(map(self.keys.signed, manifest.notes)) or any(map(self.keys.forged, manifest.notes)):
            raise Broken("checkpoint-signature", None, "No trusted key signed the checkpoint")

    def read_checkpoints(self, manifest):
        checked, size, epoch = [], manifest.first, 1
        for note in manifest.notes:
            try:
                checkpoint = Checkpoint(note.text)
            except Malformed as e:
                raise Broken("checkpoint-malformed", None, "A checkpoint cannot be read: %s" % e) from None
            if (checkpoint.log != self.keys.log or checkpoint.log != manifest.log or checkpoint.epoch < epoch
                    or checkpoint.epoch > manifest.epoch or checkpoint.size <= size):
                raise Broken("checkpoint-mismatch", None, "A checkpoint is not about these records")
            size, epoch = checkpoint.size, checkpoint.epoch
            checked.append(checkpoint)
        return checked

    def range(self, manifest):
        head = self.head
        if head.epoch != manifest.epoch or head.size != manifest.first + manifest.count:
            raise Broken("checkpoint-mismatch", None, "The manifest differs from its checkpoint")
        walk = Walk(manifest, self.checkpoints_with_since(manifest), self.keys)
        
        def accept(line):
            record = self.record(line, False)
            walk.accept(record)
            self.seen(record)

        self.each(manifest.count, accept)
        walk.finish(head)
        self.keys.settle(manifest.notes)
        self.first, self.last = manifest.first, walk.next - 1

    def checkpoints_with_since(self, manifest):
        """chain-format.md, 7.1: the checkpoint that the caller kept is one to be led through."""
        if self.since is None:
            return self.checkpoints
        if not self.keys.signed(self.since) or self.keys.forged(self.since):
            raise Broken("checkpoint-signature", None, "No trusted key signed the checkpoint that was kept")
        kept = Checkpoint(self.since.text)
        if kept.log != self.keys.log or not manifest.first <= kept.size <= self.head.size:
            raise Broken("checkpoint-mismatch", None, "The bundle does not lead through the checkpoint that was kept")
        if kept.size == manifest.first:
            if manifest.left.root() != kept.root:
                raise Broken("tree-root", kept.size, "The bundle does not begin with the tree that was kept")
            return self.checkpoints
        return sorted(self.checkpoints + [kept], key=lambda checkpoint: checkpoint.size)

    def selection(self, manifest):
        if self.since is not None:
            raise Broken("checkpoint-mismatch", None, "A selection does not lead from one checkpoint to another")
        check = Selection(self.head)

        def accept(line):
            record = self.record(line, True)
            proof = [base64_hash(typed(x, "proof", str)) for x in member(line, "proof", list)]
            check.accept(record, proof)
            self.seen(record)

        self.each(manifest.count, accept)
        self.first, self.last = check.first, check.last

    @staticmethod
    def record(line, proved):
        if not {"header", "body", "proof"} >= set(line) or ("proof" in line) != proved:
            raise Malformed("A record's line has a header and a body, in a selection a proof")
        return Record(base64_bytes(member(line, "header", str)), base64_bytes(member(line, "body", str)))

    def seen(self, record):
        self.records += 1
        self.first_epoch = record.epoch if self.first_epoch is None else self.first_epoch
        self.last_epoch = record.epoch
        self.listener(record)

    def each(self, count, check):
        for _ in range(count):
            try:
                line = self.lines.next()
                if line is None:
                    raise Broken("truncated", self.at, "The bundle ends here")
                check(line)
            except Unfinished:
                raise Broken("truncated", self.at, "The bundle ends inside a line") from None
            except Malformed as e:
                raise Broken("bundle-malformed", self.at, "The line cannot be read: %s" % e) from None
            self.at += 1
        try:
            surplus = self.lines.next() is not None
        except (Unfinished, Malformed):
            surplus = True
        if surplus:
            raise Broken("surplus", self.at, "The bundle goes on")


# --- controls.md ----------------------------------------------------------------------------------------------------------

CONTROLS = {
    "no-authority": "Neither people nor a released policy version is named as its authority.",
    "authority-not-before": "The authority that it names is not on record in front of it.",
    "requester-approved": "The requester, or who answers for it, is among the approvers.",
    "amender-approved": "One of those who amended it is among the approvers.",
    "amendment-not-before": "The amendment that it came from is not on record in front of it.",
    "policy-by-one": "The policy version was written and released by the same person.",
    "no-digests": "It is not on record what exactly was authorised or about to run.",
    "digests-differ": "What was proposed, authorised and about to run is not the same.",
    "permit-not-usable": "Its permit was not issued for the action, was revoked, or was used before.",
    "grant-ended": "The standing grant that it names had expired or was revoked.",
    "outside-grant": "The standing grant that it names does not cover it.",
    "grant-used-up": "It is not one of the uses that were granted, or that use stands behind another execution.",
    "approval-used-again": "Its approval stands behind another execution too.",
    "no-intent": "No intent of an open action lies in front of it.",
    "granted-twice": "The same execution was granted before.",
    "not-sealed-before": "Its receipt does not name the record of its intent.",
    "executed-differently": "What the host ran is not what was authorised.",
    "outcome-without-grant": "An outcome was reported of an execution that was not granted.",
    "wrong-origin": "The event was not appended by the service that it belongs to.",
}
ORIGINS = dict.fromkeys(
    ("dev.syndicate.contracts.execution." + name for name in (
        "ActionProposed", "ActionAuthorised", "PermitIssued", "PermitRevoked", "ExecutionIntended", "ExecutionRefused",
        "ExecutionGranted", "ExecutionDiverged", "OutcomeReported", "OutcomeUnknown", "ActionDenied",
        "ActionWithdrawn", "ActionExpired", "ActionAmended")), "execution_gateway")
ORIGINS["dev.syndicate.contracts.approval.ApprovalGranted"] = "approval_service"
for name in ("ApprovalAmended", "StandingGranted", "StandingGrantRevoked"):
    ORIGINS["dev.syndicate.contracts.approval." + name] = "approval_service"
ORIGINS["dev.syndicate.contracts.policy.PolicyActivated"] = "policy_service"
ENDS = {"OutcomeReported", "OutcomeUnknown", "ActionDenied", "ActionWithdrawn", "ActionExpired", "ActionAmended"}
LISTED = 1000


def fact(body, *path):
    """The value at a place, or None where there is none."""
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def text(body, *path):
    value = fact(body, *path)
    return value if isinstance(value, str) else None


def human(value):
    pair = text(value, "issuer"), text(value, "subject")
    return pair if None not in pair else None


def humans(value):
    return [human(one) for one in value if human(one)] if isinstance(value, list) else []


class OpenAction:
    def __init__(self, body, amended, whole):
        self.amenders, self.outside, self.missing = [], False, False
        named = fact(body, "amendment")
        if isinstance(named, dict):
            self.amenders = humans(fact(named, "amenders"))
            self.outside = amended is None and not whole
            self.missing = not self.outside and (not self.amenders or amended != (
                text(named, "of"), text(named, "approval"), text(named, "intentDigest"),
                text(body, "digests", "intentAtApproval"), self.amenders[-1]))
        self.intent = text(body, "digests", "intentAtApproval")
        self.parameters = text(body, "action", "parameters", "digest")
        self.approvals, self.permits, self.intents = {}, {}, {}
        self.authorised, self.authorised_intent = False, None


def texts(value):
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def whole_number(value):
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1
    return int(value) if number else None


def comparable(time):
    """Texts of times in order: an event's own form leaves out a fraction's trailing zeros."""
    time = (time or "").removesuffix("Z")
    return (time if "." in time else time + ".").ljust(27, "0")


class StandingGrant:
    def __init__(self, body):
        terms = fact(body, "grant", "terms")
        self.session, self.scope = text(body, "session"), text(terms, "scope")
        self.intent, self.version = text(body, "digests", "intentAtApproval"), text(body, "policy", "version")
        self.rule = next(iter(texts(fact(body, "grant", "rules"))), None)
        self.tool, self.targets = text(body, "action", "tool"), texts(fact(body, "action", "targets"))
        self.uses, self.until = whole_number(fact(terms, "uses")) or 0, text(body, "grant", "expiresAt")
        self.approvers = set(humans(fact(body, "who", "approvers")))
        self.used, self.revoked = set(), False

    def covers(self, body):
        same = {
            "intent": self.intent == text(body, "digests", "intentAtApproval"),
            "target": self.rule is not None and self.rule == text(body, "policy", "rule")
            and self.tool == text(body, "action", "tool") and bool(self.targets)
            and self.targets == texts(fact(body, "action", "targets")),
        }
        return (self.session == text(body, "session") and self.version == text(body, "policy", "version")
                and same.get(self.scope, False))

    def has_ended(self, body):
        return self.revoked or comparable(text(body, "event", "occurredAt")) >= comparable(self.until)

    def take(self, number):
        if not 1 <= number <= self.uses or number in self.used:
            return False
        self.used.add(number)
        return True


class Intent:
    def __init__(self, record, approval, grant=None, use=None):
        self.sequence, self.leaf, self.approval = record.sequence, record.leaf, approval
        self.grant, self.use = grant, use
        self.codes, self.outside, self.granted = set(), False, False


class Controls:
    """Asks the five questions of every execution, in one pass."""

    def __init__(self):
        self.whole = False
        self.open, self.releases, self.amended, self.grants, self.findings = {}, {}, {}, {}, []
        self.executions = self.in_order = self.outside = self.exceptions = 0

    def found(self, sequence, code):
        self.exceptions += 1
        if len(self.findings) < LISTED:
            self.findings.append((sequence, code))

    def hear(self, bundle, record):
        self.whole = bundle.manifest.kind == "range" and bundle.manifest.first == 0
        self.accept(record)

    def accept(self, record):
        event = record.body["event"]
        origin = ORIGINS.get(event["type"])
        if origin is None:
            return
        if origin != event["origin"]:
            self.found(record.sequence, "wrong-origin")
            return
        self.take(event["type"].rsplit(".", 1)[1], record, record.body)

    def take(self, type_, record, body):
        id_ = text(body, "action", "id")
        action = self.open.get(id_)
        if type_ == "PolicyActivated":
            version, author, releaser = (
                text(body, "policy", "version"), human(fact(body, "who", "author")), human(fact(body, "who", "releaser")))
            if version is not None and author and releaser:
                self.releases[version] = author, releaser
        elif type_ == "StandingGranted":
            if text(body, "approval") is not None:
                self.grants[text(body, "approval")] = StandingGrant(body)
        elif type_ == "StandingGrantRevoked":
            if text(body, "approval") in self.grants:
                self.grants[text(body, "approval")].revoked = True
        elif type_ == "ActionProposed":
            if id_ is not None:
                self.open[id_] = OpenAction(body, self.amended.pop(id_, None), self.whole)
        elif type_ == "ExecutionGranted":
            self.granted(record, action, body)
        elif type_ == "ExecutionDiverged":
            self.found(record.sequence, "executed-differently")
        elif action is not None:
            self.of_action(type_, record, action, body)
            if type_ in ENDS:
                del self.open[id_]

    def of_action(self, type_, record, action, body):
        intent = text(body, "digests", "intentAtApproval")
        permit, execution, approval = text(body, "permit"), text(body, "execution"), text(body, "approval")
        if type_ == "ApprovalGranted" and approval is not None:
            action.approvals[approval] = intent, humans(fact(body, "who", "approvers"))
        elif type_ == "ApprovalAmended" and text(body, "amended", "action") is not None:
            self.amended[text(body, "amended", "action")] = (
                text(body, "action", "id"), approval, intent, text(body, "amended", "intentDigest"),
                human(fact(body, "who", "actor")))
        elif type_ == "ActionAuthorised":
            action.authorised, action.authorised_intent = True, intent
        elif type_ == "PermitIssued" and permit is not None:
            action.permits[permit] = intent
        elif type_ == "PermitRevoked":
            action.permits.pop(permit, None)
        elif type_ == "ExecutionIntended" and execution is not None:
            self.intended(record, action, body, execution)
        elif type_ == "ExecutionRefused":
            refused = action.intents.pop(execution, None)
            if refused is not None and refused.grant is not None:
                refused.grant.used.discard(refused.use)
        elif type_ == "OutcomeReported":
            known = action.intents.get(execution)
            if known is None or not known.granted:
                self.found(record.sequence, "outcome-without-grant")

    def intended(self, record, action, body, execution):
        authority = fact(body, "authority")
        kind = text(authority, "kind")
        approval = text(authority, "approval") if kind == "people" else None
        use = whole_number(fact(authority, "use"))
        grant = self.grants.get(approval) if approval is not None and use is not None else None
        taken = grant is not None and grant.take(use)
        intent = Intent(record, approval, grant if taken else None, use)
        approvers = humans(fact(authority, "approvers"))
        author, releaser = human(fact(authority, "author")), human(fact(authority, "releaser"))
        version = text(authority, "policyVersion")
        if kind == "people" and approval is not None and approvers:
            if not self.given(body, approvers, action, intent):
                intent.codes.add("authority-not-before")
            principal = fact(body, "who", "principal")
            if {human(principal), human(fact(principal, "accountable"))} & set(approvers):
                intent.codes.add("requester-approved")
            if set(action.amenders) & set(approvers):
                intent.codes.add("amender-approved")
        elif kind == "policy" and author and releaser and version is not None:
            if version not in self.releases and not self.whole:
                intent.outside = True
            elif self.releases.get(version) != (author, releaser):
                intent.codes.add("authority-not-before")
            if author == releaser:
                intent.codes.add("policy-by-one")
        else:
            intent.codes.add("no-authority")
        if not action.authorised:
            intent.codes.add("authority-not-before")
        if action.missing:
            intent.codes.add("amendment-not-before")
        intent.outside = intent.outside or action.outside
        self.digests(action, body, intent)
        if grant is not None and not taken:
            intent.codes.add("grant-used-up")
        if approval is not None and use is None and any(
                other.approval == approval and other.use is None for other in action.intents.values()):
            intent.codes.add("approval-used-again")
        action.intents[execution] = intent

    def given(self, body, approvers, action, intent):
        """Whether these people gave the approval, for this very action or for standing."""
        if intent.use is None:
            voted = action.approvals.get(intent.approval)
            return voted is not None and set(approvers) <= set(voted[1])
        grant = self.grants.get(intent.approval)
        if grant is None:
            intent.outside = not self.whole
            return not self.whole
        if grant.has_ended(body):
            intent.codes.add("grant-ended")
        if not grant.covers(body):
            intent.codes.add("outside-grant")
        return set(approvers) <= grant.approvers

    @staticmethod
    def digests(action, body, intent):
        approved = text(body, "digests", "intentAtApproval")
        presented = text(body, "digests", "intentAtExecution")
        permit = text(body, "permit")
        if permit not in action.permits:
            intent.codes.add("permit-not-usable")
        permitted = action.permits.pop(permit, None)
        if None in (action.intent, action.parameters, approved, presented):
            intent.codes.add("no-digests")
        voted = action.approvals.get(intent.approval, (None,))[0]
        if len({action.intent, action.authorised_intent, voted, permitted, approved, presented} - {None}) > 1:
            intent.codes.add("digests-differ")

    def granted(self, record, action, body):
        self.executions += 1
        intent = action.intents.get(text(body, "execution")) if action else None
        if action is None and not self.whole or intent is not None and intent.outside:
            self.outside += 1
            return
        codes = self.codes(record, intent, body)
        for code in codes:
            self.found(record.sequence, code)
        self.in_order += not codes

    @staticmethod
    def codes(record, intent, body):
        if intent is None:
            return ["no-intent"]
        codes = [code for code in CONTROLS if code in intent.codes]
        if intent.granted:
            codes.append("granted-twice")
        intent.granted = True
        receipt = fact(body, "receipt")
        named = text(receipt, "log"), fact(receipt, "sequence"), text(receipt, "leaf")
        if isinstance(named[1], bool) or named != (record.log, intent.sequence, digest_text(intent.leaf)):
            codes.append("not-sealed-before")
        return codes

    def json(self):
        return {"executions": self.executions, "inOrder": self.in_order, "begunOutside": self.outside,
                "exceptions": self.exceptions,
                "findings": [{"sequence": at, "code": code, "detail": CONTROLS[code]} for at, code in self.findings]}

    def lines(self):
        yield "Controls: executions %d, in order %d, begun outside %d, exceptions %d." % (
            self.executions, self.in_order, self.outside, self.exceptions)
        for at, code in self.findings:
            yield "EXCEPTION at record %d (%s): %s" % (at, code, CONTROLS[code])


# --- evidence.md ----------------------------------------------------------------------------------------------------------

FILES = re.compile(r"content/[0-9a-f]{64}\Z|policy/[0-9]{1,19}-[0-9a-f]{64}\.json\Z")
EVIDENCE_MEMBERS = {"format", "log", "subject", "population", "content", "files", "absent", "createdAt", "createdBy"}
MAX_MANIFEST = 64 << 20
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError)


class EvidenceManifest:
    def __init__(self, value):
        if member(value, "format", str) != "syndicate/evidence/v1" or not EVIDENCE_MEMBERS >= set(value):
            raise Malformed("Not a manifest of syndicate/evidence/v1")
        self.log, self.subject = require_log(member(value, "log", str)), member(value, "subject", dict)
        self.kind = member(self.subject, "kind", str)
        self.population = optional(value, "population", dict)
        self.included = {"included": True, "left-out": False}.get(member(value, "content", str))
        if self.kind not in ("action", "session", "period") or self.included is None:
            raise Malformed("an unknown kind of subject or content")
        if (self.population is not None) != (self.kind == "period"):
            raise Malformed("a period has a population, and nothing else has")
        require_time(member(value, "createdAt", str))
        member(member(value, "createdBy", dict), "subject", str)
        self.files, self.absent = {}, set()
        for file in member(value, "files", list):
            path = member(file, "path", str)
            if path in self.files:
                raise Malformed("a file is listed twice")
            self.files[path] = member(file, "size", int), require_digest(member(file, "sha256", str))
        for file in member(value, "absent", list):
            if member(file, "reason", str) not in ("erased", "unavailable"):
                raise Malformed("a file is erased or unavailable")
            self.absent.add(member(file, "path", str))
        self.read_subject()

    def read_subject(self):
        if self.kind != "period":
            self.id = member(self.subject, "id", str)
            return
        self.start, self.end = (require_time(member(self.subject, name, str)) for name in ("from", "to"))
        if member(self.population, "count", int) < 0:
            raise Malformed("a population is counted")
        for name in ("first", "last"):
            optional(self.population, name, int)


def policy_file(version):
    return "policy/" + version.replace(":", "-") + ".json"


class EvidenceRecords:
    """What the records say of the subject, of content and of policy versions."""

    def __init__(self, manifest):
        self.manifest, self.sessions, self.others = manifest, set(), []
        self.named, self.named_by_any, self.proposals = {}, set(), {}
        self.count, self.first, self.last, self.starts_early, self.open = 0, None, None, None, False

    def accept(self, record):
        body, event = record.body, record.body["event"]
        digest = text(body, "action", "parameters", "digest")
        versions = [text(body, *path) for path in (
            ("policy", "version"), ("policy", "inForce"), ("authority", "policyVersion"))]
        files = [policy_file(version) for version in versions if version is not None]
        if digest is not None:
            files.append("content/" + digest.split(":", 1)[-1])
        self.named_by_any.update(files)
        if self.is_of_subject(record, body):
            self.count += 1
            self.first = record.sequence if self.first is None else self.first
            self.last = record.sequence
            self.sessions.add(text(body, "session"))
            for file in files:
                self.named.setdefault(file, record.sequence)
        elif self.manifest.kind != "period":
            self.others.append((record.sequence, event["type"], text(body, "session"), versions[0]))
        if event["type"] == "dev.syndicate.contracts.execution.ActionProposed" and digest is not None:
            self.proposals.setdefault(digest, []).append((
                record.sequence, text(body, "digests", "intentAtApproval"), text(body, "digests", "action")))

    def is_of_subject(self, record, body):
        manifest = self.manifest
        if manifest.kind != "period":
            return manifest.id == (text(body, "action", "id") if manifest.kind == "action" else text(body, "session"))
        at = time_text(record.recorded_at)
        early, late = at < manifest.start, at >= manifest.end
        if self.starts_early is None:
            self.starts_early = early or record.sequence == 0
        self.open = not late
        return not early and not late

    def require_subject(self):
        if self.manifest.kind == "period":
            stated = self.manifest.population
            same = (stated["count"], stated.get("first"), stated.get("last")) == (self.count, self.first, self.last)
            if not same or not self.starts_early:
                raise Broken("population", None,
                             "The records prove %d in the period, not what is stated" % self.count)
            return
        for sequence, type_, session, version in self.others:
            opening = (self.manifest.kind == "action" and type_ == "dev.syndicate.contracts.session.SessionOpened"
                       and session is not None and session in self.sessions)
            policy = (type_ in ("dev.syndicate.contracts.policy.PolicyPublished",
                                "dev.syndicate.contracts.policy.PolicyActivated")
                      and version is not None and policy_file(version) in self.named)
            if not opening and not policy:
                raise Broken("subject", sequence, "The record is not of the subject, nor leaned on by it")
        if not self.count:
            raise Broken("subject", None, "No record is of the subject")


class Evidence:
    """Verifies one archive."""

    def __init__(self, stream, trusted, listener=None):
        self.stream, self.trusted, self.listener = stream, trusted, listener or (lambda bundle, record: None)

    def verify(self):
        try:
            with zipfile.ZipFile(self.stream) as self.zip:
                self.read_names()
                self.manifest = EvidenceManifest(self.read_manifest())
                self.compare_files()
                return self.verify_bundle()
        except ZIP_ERRORS as e:
            raise Broken("bundle-malformed", None, "It is not an archive: %s" % e) from None
        except Malformed as e:
            raise Broken("bundle-malformed", None, "The manifest cannot be read: %s" % e) from None

    def read_names(self):
        end = self.stream.seek(0, os.SEEK_END)
        self.stream.seek(max(0, end - 22))
        if self.stream.read(4) != b"PK\x05\x06":
            raise Malformed("something stands behind the archive")
        self.names = [entry.filename for entry in self.zip.infolist()]
        known = {"bundle.jsonl", "index.html", "manifest.json"}
        if len(set(self.names)) != len(self.names) or any(n not in known and not FILES.match(n) for n in self.names):
            raise Malformed("a file is there that may not be, or twice")
        if not known <= set(self.names) or self.names.pop() != "manifest.json":
            raise Malformed("bundle.jsonl and index.html have to be there, and manifest.json at the end")

    def read_manifest(self):
        with self.zip.open("manifest.json") as stream:
            value = admit(stream.read(MAX_MANIFEST + 1), MAX_MANIFEST)
        if not isinstance(value, dict):
            raise Malformed("an object")
        return value

    def compare_files(self):
        for name in self.manifest.files:
            if name not in self.names:
                raise Broken("file-missing", None, name + " is not there")
        for name in self.names:
            if name not in self.manifest.files:
                raise Broken("file-surplus", None, name + " is not in the manifest")
            if self.measure(name) != self.manifest.files[name]:
                raise Broken("file-changed", None, name + " is not the file that the manifest names")

    def measure(self, name):
        hasher, size = hashlib.sha256(), 0
        try:
            with self.zip.open(name) as stream:
                for part in iter(lambda: stream.read(1 << 20), b""):
                    hasher.update(part)
                    size += len(part)
        except ZIP_ERRORS:
            return None
        return size, digest_text(hasher.digest())

    def verify_bundle(self):
        self.records = EvidenceRecords(self.manifest)
        with self.zip.open("bundle.jsonl") as stream:
            bundle = Bundle(io.BufferedReader(stream, 1 << 20), self.trusted)
            bundle.listener = lambda record: (self.records.accept(record), self.listener(bundle, record))
            bundle.verify()
        if bundle.head.log != self.manifest.log or (bundle.manifest.kind == "range") != (self.manifest.kind == "period"):
            raise Broken("subject", None, "The bundle is of another log or kind than the manifest says")
        self.records.require_subject()
        self.require_content()
        return bundle

    def require_content(self):
        for name in self.names:
            content = name.startswith("content/")
            if not content and not name.startswith("policy/"):
                continue
            if name not in self.records.named_by_any or content and not self.manifest.included:
                raise Broken("content", None, name + " is named by no record, or was to be left out")
            digest = self.manifest.files[name][1]
            if digest != "sha256:" + (name[8:] if content else name[name.index("-") + 1 : -5]):
                raise Broken("content", self.records.named.get(name),
                             name + " does not have the digest that it is named by")
            if content:
                self.require_proposals(name, digest)
        for name, sequence in self.records.named.items():
            expected = self.manifest.included or name.startswith("policy/")
            if expected and name not in self.names and name not in self.manifest.absent:
                raise Broken("content", sequence, name + " is neither there nor said to be absent")

    def require_proposals(self, name, digest):
        content = self.zip.read(name)
        for sequence, intent, action in self.records.proposals.get(digest, ()):
            if (intent, action) != action_digests(content):
                raise Broken("content", sequence, "The action that the record names has other digests than it states")


def action_digests(content):
    """canonical-action.md, 4: the intent digest and the action digest."""
    try:
        action = admit_canonical(content)
    except Malformed:
        return None
    if not isinstance(action, dict):
        return None
    intent = {name: value for name, value in action.items() if name != "call"}
    if isinstance(intent.get("session"), dict):
        intent["session"] = {name: value for name, value in intent["session"].items() if name != "turn"}
    return (digest_text(sha256(b"syndicate/intent/v1\x00", canonical(intent))),
            digest_text(sha256(b"syndicate/action/v1\x00", content)))


# --- the command ----------------------------------------------------------------------------------------------------------


def sentence(broken):
    where = "" if broken.sequence is None else " at record %d" % broken.sequence
    return "BROKEN%s (%s): %s" % (where, broken.code, broken.detail)


def unreadable(message):
    print(message, file=sys.stderr)
    return 5


def checked(bundle):
    given = [key.text for key in bundle.keys.given]
    followed = [key.text for key in bundle.keys.known if key not in bundle.keys.given]
    return {"kind": bundle.manifest.kind, "records": bundle.records, "firstEpoch": bundle.first_epoch,
            "lastEpoch": bundle.last_epoch, "checkpoints": len(bundle.manifest.notes), "keys": given,
            "followed": followed}


def checked_line(found):
    kind = "a gapless range" if found["kind"] == "range" else "a selection, each with its proof"
    ids = [text_.split("+")[1] for text_ in found["keys"]]
    line = "Checked: records %d (%s), epochs %d to %d, checkpoints %d, keys %s" % (
        found["records"], kind, found["firstEpoch"], found["lastEpoch"], found["checkpoints"], " ".join(ids))
    followed = [text_.split("+")[1] for text_ in found["followed"]]
    line += (", followed to " + " ".join(followed) if followed else "") + "."
    if "subject" not in found:
        return line
    period = "" if "population" not in found else ", population %d%s" % (
        found["population"], " so far (open)" if found["open"] else "")
    return line + "\nEvidence: of one %s%s, files %d. index.html is a reading aid and proves nothing." % (
        found["subject"], period, found["files"])


def verdict_of(bundle, controls, evidence):
    verdict = {"intact": True, "first": bundle.first, "last": bundle.last,
               "checkpoint": "%d %s" % (bundle.head.size, digest_text(bundle.head.root)), "checked": checked(bundle)}
    if evidence:
        found = verdict["checked"]
        found["subject"], found["files"] = evidence.manifest.kind, len(evidence.names)
        if evidence.manifest.kind == "period":
            found["population"], found["open"] = evidence.records.count, evidence.records.open
    if controls:
        verdict["controls"] = controls.json()
    return verdict


def print_intact(verdict, controls):
    print("Intact: records %d to %d are as they were written, and lead to the signed checkpoint %s."
          % (verdict["first"], verdict["last"], verdict["checkpoint"]))
    print(checked_line(verdict["checked"]))
    for line in controls.lines() if controls else ():
        print(line)


def arguments_of(arguments):
    parser = argparse.ArgumentParser(
        description="Verifies a bundle or an evidence archive with nothing but the log's key.")
    parser.add_argument("--bundle", required=True, metavar="FILE", help="a bundle (.jsonl) or evidence (.zip)")
    parser.add_argument("--key", required=True, action="append", metavar="FILE",
                        help="the log's public key, from whoever runs it; may be repeated")
    parser.add_argument("--since", metavar="NOTE", help="a checkpoint kept from before, to be led through")
    parser.add_argument("--controls", action="store_true", help="asks the five questions of every execution")
    parser.add_argument("--json", action="store_true", help="prints the verdict as JSON")
    return parser.parse_args(arguments)


def read_text(file):
    with open(file, encoding="utf-8", newline="") as stream:
        return stream.read()


def main(arguments):
    options = arguments_of(arguments)
    try:
        keys = [Key(read_text(file).strip()) for file in options.key]
        if len({key.log() for key in keys}) > 1:
            return unreadable("The keys are of different logs; a bundle is of one.")
        since = Note(read_text(options.since)) if options.since else None
        if since:
            Checkpoint(since.text)
        with open(options.bundle, "rb") as stream:
            return judge(stream, keys, since, options)
    except (OSError, UnicodeDecodeError, Malformed) as e:
        return unreadable("Cannot read %s or a key or note: %s" % (options.bundle, e))


def judge(stream, keys, since, options):
    controls = Controls() if options.controls else None
    listener = controls.hear if controls else lambda bundle, record: None
    archive = stream.read(4) == b"PK\x03\x04"
    stream.seek(0)
    if archive and since:
        return unreadable("--since is for bundles; an archive is verified whole.")
    evidence = Evidence(stream, keys, listener) if archive else None
    try:
        if evidence:
            bundle = evidence.verify()
        else:
            bundle = Bundle(stream, keys, since)
            bundle.listener = lambda record: listener(bundle, record)
            bundle.verify()
    except Broken as broken:
        verdict = {"intact": False, "code": broken.code, "detail": broken.detail}
        if broken.sequence is not None:
            verdict["brokenSequence"] = broken.sequence
        print(json.dumps(verdict) if options.json else sentence(broken))
        return 1
    verdict = verdict_of(bundle, controls, evidence)
    if options.json:
        print(json.dumps(verdict))
    else:
        print_intact(verdict, controls)
    return 1 if controls and controls.exceptions else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
