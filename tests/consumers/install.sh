#!/usr/bin/env bash
# Install the programs that read what treatydiff writes, each in an environment of its own, into one folder:
#
#     tests/consumers/install.sh FOLDER && TREATYDIFF_CONSUMERS=FOLDER make test
#
# Needs Python with venv and pip, npm, and for the browser Debian's chromium, which is installed where this runs as
# root on Debian. Whatever cannot be installed is said, and its tests are skipped.
set -uo pipefail
folder=${1:?which folder to install into}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
python=${PYTHON:-python3}

python_program() {
  # dapytains pins saxonche exactly, and teiphy wants its own lxml: hence one environment each.
  "$python" -m venv "$folder/$1" &&
    "$folder/$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$2" ||
    { echo "not installed: $1"; rm -rf "${folder:?}/$1"; }
}

python_program teiphy 'teiphy>=0.1.20'
python_program dapytains 'dapytains>=1.0.0rc4'

if command -v npm >/dev/null; then
  mkdir -p "$folder/node" &&
    (cd "$folder/node" && npm install --silent --no-audit --no-fund --no-save CETEIcean@1 playwright-core@1) ||
    { echo 'not installed: CETEIcean'; rm -rf "${folder:?}/node"; }
else
  echo 'not installed: CETEIcean (there is no npm)'
fi

if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
    >"$folder/apt.log" 2>&1 || { echo 'not installed: chromium'; tail -n 3 "$folder/apt.log"; }
fi
