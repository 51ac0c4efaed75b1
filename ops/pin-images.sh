#!/usr/bin/env bash
# Writes the digest of every image behind its tag, in Dockerfile and docker-compose.yml, so that what is pulled is what was
# looked at. Run by an operator who reaches the registries, with Docker's buildx; it was never run where Parley was written.
# Run again after a tag was changed: a digest that is there is looked up anew.
#
#   ops/pin-images.sh            writes the digests
#   ops/pin-images.sh --check    says which images have none, or another than the registry; exit code 1 if any
set -euo pipefail
cd "$(dirname "$0")/.."
files=(Dockerfile docker-compose.yml)

case "${1:-}" in
  '') check=false ;;
  --check) check=true ;;
  *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
docker buildx version >/dev/null 2>&1 || { echo "pin-images.sh: it needs docker with buildx" >&2; exit 2; }

# parley:local is built here, and has no registry.
images=$(sed -nE 's/^(FROM|[[:space:]]*image:)[[:space:]]+([^[:space:]]+).*/\2/p' "${files[@]}" | grep -v '^parley:' | sort -u)
differing=0
for image in $images; do
  tag=${image%@*}
  digest=$(docker buildx imagetools inspect "$tag" --format '{{.Manifest.Digest}}')
  [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { echo "pin-images.sh: no digest for $tag: $digest" >&2; exit 1; }
  [ "$image" = "$tag@$digest" ] && continue
  differing=1
  echo "$image -> $tag@$digest"
  $check || sed -i -E "s#(FROM|image:)( +)$image( |\$)#\1\2$tag@$digest\3#" "${files[@]}"
done
! $check || exit "$differing"
