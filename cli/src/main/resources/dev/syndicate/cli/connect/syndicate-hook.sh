#!/bin/sh
# Syndicate's hook for coding tools that run a command: asks the gateway about every call, before and after.
#
#   syndicate-hook codex|gemini|copilot|cursor before|after|start   < the host's own event
#
# It prints the gateway's answer in the host's own shape. Whatever goes wrong, it prints a deny and exits 2: each of these
# hosts blocks on one or the other. Needs curl and sha256sum (or shasum, or openssl); git where there is one.
# A host that kills it (SIGKILL), or whose own time-out is shorter than the deadline below, decides by itself.

set -u
umask 077

# `syndicate connect` fills these in. What is fixed here cannot be changed from the environment.
fixed_gateway=''
fixed_deadline=''
on_failure=''

LC_ALL=C
export LC_ALL
tool_path=${PATH:-}
host=${1:-}
phase=${2:-before}
version=1
work=
child=

# ---- answers of our own -------------------------------------------------------------------------------------------

# The text is ours: plain ASCII without quotes or backslashes.
deny() {
  reason="Syndicate: $1"
  case $phase:$host in
    before:gemini) printf '{"decision":"deny","reason":"%s"}\n' "$reason" ;;
    before:cursor) printf '{"agent_message":"%s","permission":"deny","user_message":"%s"}\n' "$reason" "$reason" ;;
    before:copilot)
      printf '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",'
      printf '"permissionDecisionReason":"%s"},' "$reason"
      printf '"permissionDecision":"deny","permissionDecisionReason":"%s"}\n' "$reason"
      ;;
    after:gemini)
      printf '{"hookSpecificOutput":{"additionalContext":"%s","hookEventName":"AfterTool"},' "$reason"
      printf '"systemMessage":"%s"}\n' "$reason"
      ;;
    after:cursor) printf '{"additional_context":"%s"}\n' "$reason" ;;
    after:*) printf '{"decision":"block","reason":"%s"}\n' "$reason" ;;
    *)
      printf '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",'
      printf '"permissionDecisionReason":"%s"}}\n' "$reason"
      ;;
  esac
  printf '%s\n' "$reason" >&2
  exit 2
}

# The gateway gave no decision: remembered, so that the gap can be reported once it is back.
unanswered() {
  # A session's start decides nothing, and nothing is denied.
  if [ "$phase" = start ]; then
    printf '{"continue":true}\n'
    exit 0
  fi
  if [ "$phase" = before ] && [ -n "$state" ] && mkdir -p "$state" 2>/dev/null; then
    printf '%s %s %s\n' "$(date +%s)" "$host" "$$" >>"$state/gaps" 2>/dev/null
  fi
  deny "$1"
}

clean() {
  [ -z "$child" ] || kill "$child" 2>/dev/null
  [ -z "$work" ] || rm -rf "$work"
}
trap clean EXIT
trap 'deny "the hook was interrupted before the gateway had answered"' HUP INT TERM

# ---- what it needs ------------------------------------------------------------------------------------------------

case $host in
  codex | gemini | copilot | cursor) ;;
  *) deny "the hook was called for a coding tool that it does not know" ;;
esac
case $phase in
  before | after | start) ;;
  *)
    phase=before
    deny "the hook was called for an event that it does not know"
    ;;
esac

if [ -n "$fixed_gateway" ]; then
  # A locked hook takes neither its programs nor its trust in certificates from whoever runs the coding tool.
  gateway=$fixed_gateway
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin
  export PATH
  unset CURL_CA_BUNDLE CURL_HOME SSL_CERT_FILE SSL_CERT_DIR SSLKEYLOGFILE
else
  gateway=${SYNDICATE_GATEWAY_URL:-http://127.0.0.1:8080}
fi
gateway=${gateway%/}
deadline=${fixed_deadline:-${SYNDICATE_HOOK_DEADLINE:-570}}
case $deadline in '' | *[!0-9]*) deadline=570 ;; esac
end=$(($(date +%s) + deadline))

home=${HOME:-}
state=${XDG_STATE_HOME:-${home:+$home/.local/state}}
state=${state:+$state/syndicate}

command -v curl >/dev/null 2>&1 || unanswered "curl is missing, so the gateway cannot be asked"
work=$(mktemp -d "${TMPDIR:-/tmp}/syndicate-hook.XXXXXX") || unanswered "no temporary directory can be made"
cat >"$work/event" || unanswered "the event could not be read"

credential=${SYNDICATE_CREDENTIAL:-}
if [ -z "$credential" ]; then
  kept=${XDG_CONFIG_HOME:-$home/.config}/syndicate/credential
  if [ -r "$kept" ]; then IFS= read -r credential <"$kept" || :; fi
fi
case $credential in
  '') [ "$phase" = start ] && unanswered '' || deny "no session is open; sign in with: syndicate login" ;;
  *[!A-Za-z0-9_-]*) deny "the session credential is not of the right form" ;;
esac
printf 'header = "Authorization: Bearer %s"\n' "$credential" >"$work/auth"

# ---- asking -------------------------------------------------------------------------------------------------------

# ask PATH FILE SECONDS WAIT: sets verdict; the answer is in $work/answer. The child runs beside us, so that a signal is
# handled at once. -q leaves the user's .curlrc out; redirects are not followed.
ask() {
  verdict=
  : >"$work/answer"
  : >"$work/head"
  curl -q --silent --globoff --proto '=http,https' --connect-timeout 5 --max-time "$3" --max-filesize 4194304 \
    --config "$work/auth" --header 'Content-Type: application/vnd.syndicate.hook' --header 'Expect:' \
    --header "Syndicate-Wait: $4" --data-binary "@$2" \
    --dump-header "$work/head" --output "$work/answer" --write-out '%{http_code}' \
    "$gateway$1" >"$work/status" 2>/dev/null </dev/null &
  child=$!
  wait "$child"
  code=$?
  child=
  status=$(cat "$work/status" 2>/dev/null)
  [ "$code" -eq 0 ] || return "$code"
  case $status in
    200 | 204) ;;
    *) return 22 ;;
  esac
  verdict=$(header Verdict)
}

header() {
  tr -d '\r' <"$work/head" | sed -n "s/^[Ss]yndicate-$(first_letter "$1"): *//p" | tail -n 1
}

first_letter() {
  case $1 in Verdict) printf '[Vv]erdict' ;; *) printf '[Rr]eason' ;; esac
}

# Once more where nobody listened: a gateway that is being replaced is back in a moment.
ask_twice() {
  ask "$@" && return 0
  code=$?
  [ "$code" -eq 7 ] || return "$code"
  sleep 1
  ask "$@"
}

# Prints the gateway's answer. Only one of its own: a proxy's page is no leave to run.
give() {
  case $(head -c 1 "$work/answer") in
    '{') ;;
    *) unanswered "what answered is not the gateway" ;;
  esac
  cat "$work/answer"
  printf '\n'
  [ "$1" -eq 0 ] || printf 'Syndicate: %s\n' "$(header Reason)" >&2
  report_gaps
  exit "$1"
}

# ---- gaps ---------------------------------------------------------------------------------------------------------

# Each file is one report and is sent until it has arrived; the same one sent twice counts once.
report_gaps() {
  [ -n "$state" ] || return 0
  if [ -s "$state/gaps" ]; then mv "$state/gaps" "$state/gaps.$(date +%s).$$" 2>/dev/null; fi
  for gap in "$state"/gaps.*; do
    [ -s "$gap" ] || continue
    from=$(sed -n '1s/ .*//p' "$gap")
    until=$(sed -n '$s/ .*//p' "$gap")
    case $from$until in '' | *[!0-9]*) continue ;; esac
    printf '{"report":"sha256:%s","host":"%s","from":%s,"until":%s,"denied":%s}' \
      "$(digest "$gap")" "$machine" "$from" "$until" "$(($(wc -l <"$gap")))" >"$work/gap"
    if ask /v1/hooks/gaps "$work/gap" 5 0; then rm -f "$gap"; fi
  done
}

# ---- facts --------------------------------------------------------------------------------------------------------

if command -v sha256sum >/dev/null 2>&1; then
  digest() { sha256sum <"$1" | cut -c 1-64; }
elif command -v shasum >/dev/null 2>&1; then
  digest() { shasum -a 256 <"$1" | cut -c 1-64; }
elif command -v openssl >/dev/null 2>&1; then
  digest() { openssl dgst -sha256 -r <"$1" | cut -c 1-64; }
else
  unanswered "sha256sum is missing, so files cannot be pinned"
fi
machine=$(uname -n 2>/dev/null | tr -cd 'A-Za-z0-9._-' | cut -c 1-200)

# Reading the state of a repository must not run what the repository configures.
git_quietly() {
  GIT_OPTIONAL_LOCKS=0 GIT_TERMINAL_PROMPT=0 git -c core.fsmonitor=false -c core.hooksPath=/dev/null "$@" \
    2>/dev/null </dev/null
}

fact() {
  value=$(printf '%s' "$2" | head -n 1 | tr -d '\000-\037\177')
  [ -z "$value" ] || printf '%s %s\n' "$1" "$value"
}

repository() {
  command -v git >/dev/null 2>&1 || return 0
  git_quietly rev-parse --git-dir >/dev/null || return 0
  fact remote "$(git_quietly config --get remote.origin.url | sed 's#^\([A-Za-z][A-Za-z0-9+.-]*://\)[^/]*@#\1#')"
  fact branch "$(git_quietly symbolic-ref --quiet --short HEAD)"
  commit=$(git_quietly rev-parse --verify --quiet HEAD)
  [ -n "$commit" ] || return 0
  fact head "$commit"
  if git_quietly diff --quiet --no-ext-diff --no-textconv --ignore-submodules=dirty HEAD --; then
    fact dirty false
  else
    fact dirty true
  fi
}

max_file=268435456
max_sum=1073741824

# What a change is compared with, on the machine of whoever decides. Nothing depends on it: where it cannot be had it is not
# sent, and once is enough.
if command -v base64 >/dev/null 2>&1; then
  encode() { base64; }
elif command -v openssl >/dev/null 2>&1; then
  encode() { openssl base64; }
else
  encode() { return 1; }
fi
send_images=yes

# image PATH SIZE: copies a file that would be changed, whole, so that what is sent is what is hashed. Fails where its content
# is not asked for, or is too long.
image() {
  [ -n "$send_images" ] && [ "$2" -le "$image_max" ] && [ "$2" -le "$image_left" ] || return 1
  head -c "$((image_max + 1))" <"$1" >"$work/image" 2>/dev/null || return 1
  copied=$(($(wc -c <"$work/image")))
  [ "$copied" -le "$image_max" ] && [ "$copied" -le "$image_left" ] || return 1
  encode <"$work/image" 2>/dev/null | tr -d '\r\n' >"$work/encoded" || return 1
  [ "$(($(wc -c <"$work/encoded")))" -eq "$(((copied + 2) / 3 * 4))" ] || return 1
  image_left=$((image_left - copied))
}

# limits TEXT: sets how long a file, and all of them, may be for their contents to be sent.
limits() {
  case $1 in
    *[!0-9\ ]* | ' '* | *' ' | *' '*' '*) ;;
    *' '*)
      image_max=${1%% *}
      image_left=${1##* }
      ;;
  esac
}

# pin KIND NAME PATH: one operand, or nothing where a mere word is no file.
pin() {
  if [ -f "$3" ] && [ -r "$3" ]; then
    size=$(($(wc -c <"$3")))
    sum=$((sum + size))
    if [ "$size" -gt "$max_file" ] || [ "$sum" -gt "$max_sum" ]; then
      too_large=yes
      return 0
    fi
    seen=$3
    if [ "$1" = target ] && [ "$image_max" -gt 0 ] && image "$3" "$size"; then seen=$work/image; fi
    pinned=$(digest "$seen")
    case $pinned in
      *[!0-9a-f]* | '') ;;
      *)
        printf 'operand %s %s\n' "$pinned" "$2"
        if [ "$seen" != "$3" ]; then
          printf 'pre-image '
          cat "$work/encoded"
          printf ' %s\n' "$2"
        fi
        ;;
    esac
  elif [ "$1" = target ] && [ ! -e "$3" ]; then
    printf 'operand - %s\n' "$2"
  fi
}

operands() {
  sum=0
  too_large=
  image_max=0
  image_left=0
  while IFS= read -r question; do
    name=${question#* }
    case $question in
      'target '* | 'word '*)
        case $name in
          '~/'*) pin "${question%% *}" "$name" "$home/${name#??}" ;;
          *) pin "${question%% *}" "$name" "$name" ;;
        esac
        ;;
      'pre-images '*) limits "$name" ;;
      'program '*)
        found=$(
          PATH=$tool_path
          command -v "$name" 2>/dev/null
        )
        case $found in /*) pin word "$found" "$found" ;; esac
        ;;
    esac
  done <"$work/questions"
}

# The host's event as it came, behind what is found here and now.
body() {
  {
    printf 'syndicate-hook/%s\n' "$version"
    fact host "$machine"
    fact on-failure "$on_failure"
    if [ "$phase" = before ]; then
      repository
      operands
    fi
    printf '\n'
    cat "$work/event"
  } >"$work/body"
}

# ---- the three events ---------------------------------------------------------------------------------------------

before() {
  ask_twice "/v1/hooks/$host/operands" "$work/event" 10 0 || unanswered "the gateway cannot be reached; nothing may run"
  case $verdict in
    operands) mv "$work/answer" "$work/questions" ;;
    deny) give 2 ;;
    *) unanswered "what answered is not the gateway" ;;
  esac
  # Everything is looked at anew each time: what runs in the end is what was found just before.
  while :; do
    left=$((end - $(date +%s) - 15))
    patience=20
    [ "$left" -ge "$patience" ] || patience=$left
    [ "$patience" -gt 0 ] || patience=0
    body
    [ -z "$too_large" ] || deny "a file that the call refers to is too large to pin"
    ask_twice "/v1/hooks/$host/calls" "$work/body" $((patience + 10)) "$patience" ||
      unanswered "the gateway cannot be reached; nothing may run"
    case $verdict in
      allow) give 0 ;;
      deny) give 2 ;;
      again)
        [ "$patience" -gt 0 ] || deny "nobody has decided in time"
        send_images=
        ;;
      *) unanswered "what answered is not the gateway" ;;
    esac
  done
}

told() {
  body
  ask "/v1/hooks/$host/calls" "$work/body" 10 0 || unanswered "the gateway cannot be reached; the outcome is not recorded"
  case $verdict in
    noted | alarm) give 0 ;;
    deny)
      [ "$phase" = start ] && unanswered '' || give 2
      ;;
    *) unanswered "what answered is not the gateway" ;;
  esac
}

case $phase in
  before) before ;;
  *) told ;;
esac
