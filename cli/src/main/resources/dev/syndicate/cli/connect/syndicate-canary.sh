#!/bin/sh
# Syndicate's canary. A governed coding tool is never allowed to run this: its hook denies the command syndicate-canary,
# whatever policy says. If this runs inside a coding tool's session, no hook stopped it, and it says so on the record.
set -u
umask 077

fixed_gateway=''
gateway=${fixed_gateway:-${SYNDICATE_GATEWAY_URL:-http://127.0.0.1:8080}}
credential=${SYNDICATE_CREDENTIAL:-}
kept=${XDG_CONFIG_HOME:-${HOME:-}/.config}/syndicate/credential
if [ -z "$credential" ] && [ -r "$kept" ]; then IFS= read -r credential <"$kept" || :; fi

printf 'NOT GOVERNED: the canary ran, so no hook stopped this session.\n' >&2
if [ -n "$credential" ] && printf 'header = "Authorization: Bearer %s"\n' "$credential" |
  curl -q --silent --fail --max-time 10 --config - --request POST --output /dev/null "${gateway%/}/v1/hooks/canary"; then
  printf 'It is on record as an incident.\n' >&2
else
  printf 'The gateway could not be told.\n' >&2
fi
exit 1
