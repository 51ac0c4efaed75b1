#!/bin/sh
# Starts the program that is named. Whatever of its settings are secrets lie in files, as Docker gives them: their
# contents must be in no image, no compose file and no list of processes.
set -eu
secrets=${SECRETS:-/run/secrets}
for name in PARLEY_BOOTSTRAP_TOKEN PARLEY_STORE; do
  file=$secrets/$(echo "$name" | tr '[:upper:]' '[:lower:]')
  if [ -r "$file" ]; then
    export "$name=$(cat "$file")"
  fi
done
exec node "$@"
