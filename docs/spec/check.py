#!/usr/bin/env python3
"""Recomputes the vectors of the pages whose bytes no bundle carries: findings, dual control, service tokens, kept digests,
lists of sensitive paths, receipts, export manifests, permits, webhooks and views. Bundles and archives are for verify.py.

    python3 check.py

It was written from the pages beside it, and shares with verify.py only JSON and Ed25519. Views are rendered by view.py. Prints how many vectors agree;
exit status 0, or 1 with a line for each one that does not.
"""

import base64
import hashlib
import hmac
import json
import os
import sys

sys.dont_write_bytecode = True

import verify  # noqa: E402
import view  # noqa: E402

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors")
ORIGIN = "syndicate.dev/log/%s/%d"
LEEWAY = 10
LONGEST = 60


def read(*path):
    with open(os.path.join(VECTORS, *path), encoding="utf-8") as file:
        return json.load(file)



def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def tagged(tag, *parts):
    return sha256(tag.encode() + b"\0" + b"".join(parts))


def canonical(value):
    return verify.canonical(verify.admit(json.dumps(value).encode()))


def base64url(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != text:
        raise ValueError("not the canonical spelling")
    return data


def pem_key(pem):
    return base64.b64decode("".join(pem.splitlines()[1:-1]), validate=True)[-32:]


# --- finding.md -------------------------------------------------------------------------------------------------------

def findings():
    for given in read("finding", "findings.json")["findings"]:
        parts = [ORIGIN % (given["log"], given["epoch"]), given["fault"], str(given["sequence"])]
        text = "\n".join(parts + ([given["subject"]] if given["subject"] else []))
        yield given["name"], tagged("syndicate/finding/v1", text.encode()) == given["digest"]


# --- dual-control.md --------------------------------------------------------------------------------------------------

DECISIONS = {
    "adopt-log": lambda of: ("adoption", "\n".join(
        (ORIGIN % (of["log"], of["epoch"]), str(of["size"]), of["leaf"], of["checkpoint"]))),
    "rotate-log-key": lambda of: ("key-rotation", of["previous"] + "\n" + of["next"]),
    "erase-subject": lambda of: ("erasure", of["issuer"] + "\0" + of["subject"]),
    "place-hold": lambda of: ("hold-scope", of["scope"] + "\0" + of["value"]),
    "release-hold": lambda of: ("hold-release", of["hold"]),
    "prune-records": lambda of: ("pruning", "%d %d %s" % (of["first"], of["last"], of["archive"])),
}


def decisions():
    for given in read("dual-control", "decisions.json")["decisions"]:
        if given["kind"] == "release-finding":
            yield given["kind"], given["given"]["finding"] == given["digest"]
        else:
            tag, what = DECISIONS[given["kind"]](given["given"])
            yield given["kind"], tagged("syndicate/%s/v1" % tag, what.encode()) == given["digest"]


def askings():
    vectors = read("dual-control", "askings.json")
    key = bytes.fromhex(vectors["publicKey"])
    for given in vectors["askings"]:
        signed = b"syndicate/dual-control/v1\0" + canonical(given["statement"])
        signature = base64.b64decode(given["signature"], validate=True)
        yield given["name"], signed == given["signed"].encode() and verify.ed25519_verifies(key, signed, signature)


# --- permit.md, section 2, and service-token.md -----------------------------------------------------------------------

def payload(text, kind, keys):
    """The payload that one of these keys signed as this kind, and the id of the key; ValueError otherwise."""
    head, body, signature = text.split(".")
    header = json.loads(base64url(head))
    if set(header) != {"alg", "kid", "typ"} or header["alg"] != "EdDSA" or header["typ"] != kind:
        raise ValueError("header")
    if not verify.ed25519_verifies(keys[header["kid"]], (head + "." + body).encode(), base64url(signature)):
        raise ValueError("signature")
    return base64url(body), header["kid"]


def caller(token, at, keys, services, self):
    """Which service this token says is calling; ValueError or KeyError where it says nothing."""
    body, key = payload(token, "syndicate-service+jwt", keys)
    claims = json.loads(body)
    if set(claims) != {"iss", "aud", "iat", "exp", "jti"}:
        raise ValueError("claims")
    if claims["iss"] != services[key] or claims["aud"] != self or claims["exp"] - claims["iat"] > LONGEST:
        raise ValueError("claims")
    if not (claims["iat"] - LEEWAY <= at < claims["exp"] + LEEWAY):
        raise ValueError("time")
    return claims["iss"]


def service_tokens():
    vectors = read("service-token", "tokens.json")
    keys = {key["keyId"]: bytes.fromhex(key["publicKey"]) for key in vectors["keys"]}
    services = {key["keyId"]: key["service"] for key in vectors["keys"]}
    for given in vectors["accepted"]:
        yield given["name"], caller(given["token"], given["at"], keys, services, "audit-service") == given["service"]
    for given in vectors["refused"]:
        try:
            caller(given["token"], given["at"], keys, services, "audit-service")
            yield given["name"], False
        except (ValueError, KeyError):
            yield given["name"], True


def permits():
    vectors = read("permit", "permits.json")
    keys = {vectors["keyId"]: pem_key(vectors["publicKey"])}
    for given in vectors["permits"]:
        body, _ = payload(given["permit"], "syndicate-permit+jwt", keys)
        yield given["name"], body == canonical(given["claims"])


# --- receipt.md, export-manifest.md -----------------------------------------------------------------------------------

def receipts():
    vector = read("receipt", "receipt.json")
    signed = vector["signedText"].encode()
    tag, statement = signed.split(b"\0", 1)
    same = verify.canonical(verify.admit(statement)) == statement and tag == b"syndicate/receipt/v1"
    signature = base64url(vector["receipt"]["signature"])
    yield "receipt", same and verify.ed25519_verifies(bytes.fromhex(vector["publicKey"]), signed, signature)


def manifests():
    vector = read("export-manifest", "manifest.json")
    stated = {name: value for name, value in vector["manifest"].items() if name != "signature"}
    signed = b"syndicate/export-manifest/v1\0" + canonical(stated)
    signature = base64url(vector["manifest"]["signature"])
    yield "manifest", verify.ed25519_verifies(pem_key(vector["publicKey"]), signed, signature)


# --- kept-digests.md, canonical-action.md section 5 -------------------------------------------------------------------

def kept_digests():
    vectors = read("kept-digests", "digests.json")
    for given in vectors["credentials"]:
        yield "credential", sha256(given["credential"].encode()) == given["digest"]
    for given in vectors["unnamedCalls"]:
        call = {"hostSession": given["hostSession"], "tool": given["tool"], "input": given["input"]}
        digest = tagged("syndicate/unnamed-call/v1", canonical(call))
        yield given["name"], digest == given["digest"] and given["name"] == "unnamed-%s-%d" % (
            digest[7:], given["ordinal"])
    for given in vectors["requests"]:
        digest = tagged("syndicate/request/v1", given["line"].encode(), b"\0", given["body"].encode())
        yield given["line"], digest == given["digest"]
    for given in vectors["pseudonyms"]:
        person = (given["issuer"] + "\0" + given["subject"]).encode()
        mac = hmac.new(bytes.fromhex(given["key"]), person, hashlib.sha256).hexdigest()
        yield given["subject"], mac == given["pseudonym"]
    for given in vectors["masterKeys"]:
        key = base64.b64decode(given["file"], validate=True)
        yield "master key", tagged("syndicate/content-master/v1", key)[7:23] == given["id"]


def sensitive_lists():
    for given in read("canonical-action", "sensitive-lists.json"):
        stated = canonical({"schema": "sensitive-list/v1", **{n: given[n] for n in ("workspace", "version", "paths")}})
        name = "%d:%s" % (given["version"], tagged("syndicate/sensitive-list/v1", stated)[7:])
        yield given["name"], stated == given["canonical"].encode() and name == given["name"]


# --- webhook-signature.md ---------------------------------------------------------------------------------------------

def webhooks():
    for given in read("webhook-signature", "webhooks.json")["webhooks"]:
        signed = ("%s.%d.%s" % (given["id"], given["timestamp"], given["body"])).encode()
        macs = [hmac.new(base64.b64decode(secret[len("whsec_"):], validate=True), signed, hashlib.sha256).digest()
                for secret in given["secrets"]]
        yield given["name"], given["signature"] == " ".join("v1," + base64.b64encode(mac).decode() for mac in macs)


# --- view.md ----------------------------------------------------------------------------------------------------------

def views():
    for given in read("view", "views.json") + read("view", "masked-views.json"):
        shown, digest = view.render(view.admitted(given["action"]), given["more"], given.get("masks", []))
        yield given["name"], canonical(given["view"]) == verify.canonical(shown) and given["viewDigest"] == digest


CHECKS = (findings, decisions, askings, service_tokens, permits, receipts, manifests, kept_digests, sensitive_lists,
          webhooks, views)


def main():
    agreed, wrong = 0, 0
    for check in CHECKS:
        before = agreed
        for name, agrees in check():
            agreed += agrees
            if not agrees:
                wrong += 1
                print("%s: %s does not agree" % (check.__name__, name))
        if agreed == before:
            wrong += 1
            print("%s: nothing agrees" % check.__name__)
    print("%d vectors agree" % agreed)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
