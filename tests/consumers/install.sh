#!/usr/bin/env bash
# Install the programs that read what treatydiff writes, each in an environment of its own, into one folder:
#
#     tests/consumers/install.sh FOLDER && TREATYDIFF_CONSUMERS=FOLDER make test
#
# Needs Python with venv and pip, npm, and Debian's chromium, pandoc and LibreOffice, which are installed where this
# runs as root on Debian. Whatever cannot be installed is said, and its tests are skipped.
set -uo pipefail
folder=${1:?which folder to install into}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
python=${PYTHON:-python3}

python_program() {
  # dapytains pins saxonche exactly, and teiphy wants its own lxml: hence one environment each.
  local name=$1
  shift
  "$python" -m venv "$folder/$name" &&
    "$folder/$name/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@" ||
    { echo "not installed: $name"; rm -rf "${folder:?}/$name"; }
}

python_program teiphy 'teiphy>=0.1.20'
python_program dapytains 'dapytains>=1.0.0rc4'
# Jupyter, with what treatydiff stands on: treatydiff itself is found by way of PYTHONPATH.
python_program notebook 'nbconvert>=7.16' 'ipykernel>=6.29' 'pandas>=2.2' attrs lxml diff-match-patch

if command -v npm >/dev/null; then
  mkdir -p "$folder/node" &&
    (cd "$folder/node" && npm install --silent --no-audit --no-fund --no-save CETEIcean@1 playwright-core@1 axe-core@4 \
      @apache-annotator/dom@0.2 @apache-annotator/selector@0.2 jsdom@26) ||
    { echo 'not installed: CETEIcean, Apache Annotator'; rm -rf "${folder:?}/node"; }
else
  echo 'not installed: CETEIcean, Apache Annotator (there is no npm)'
fi

debian_program() {
  # Where this does not run as root on Debian, the tests of what is not there are skipped.
  { command -v "$1" || dpkg-query --show "$1"; } >/dev/null 2>&1 && return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  [ -e "$folder/apt.log" ] || apt-get update -qq >"$folder/apt.log" 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >>"$folder/apt.log" 2>&1 ||
    { echo "not installed: $2"; tail -n 3 "$folder/apt.log"; }
}

debian_program chromium chromium
# luatexja and its Japanese type, reledmac, xargs.sty, lua-ul; a text type with Cyrillic and Greek; pdftotext.
debian_program lualatex texlive-luatex
for package in texlive-latex-extra texlive-humanities texlive-lang-japanese fonts-freefont-otf; do
  debian_program "$package" "$package"
done
debian_program pdftotext poppler-utils
debian_program pandoc pandoc
debian_program soffice libreoffice-writer
