#!/bin/sh
# Installs the real parts that some tests drive, where this user may; otherwise says what to install.
# Never asks anything, so that it runs without a keyboard.
set -u
PATH="$PATH:/usr/lib/postgresql/17/bin:/usr/lib/postgresql/16/bin:/usr/lib/postgresql/15/bin"

has() { command -v "$1" >/dev/null 2>&1; }

missing=""
# The browser tests speak to Chromium through a program that comes with Playwright and needs this library.
[ ! -x .venv/bin/python ] || .venv/bin/python -m playwright --version >/dev/null 2>&1 || missing="$missing libatomic1"
has chromium || has chromium-browser || has google-chrome || [ -n "${CHROMIUM:-}" ] || missing="$missing chromium"
has soffice || has libreoffice || missing="$missing libreoffice-calc-nogui"
# Word papers are opened in Writer, which is a part of its own.
has soffice && [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libswlo.so" ] || missing="$missing libreoffice-writer-nogui"
has soffice && [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libsdlo.so" ] || missing="$missing libreoffice-impress-nogui"
has initdb || [ -n "${CAKUPAN_TEST_POSTGRESQL_URL:-}" ] || missing="$missing postgresql"
[ -n "$missing" ] || exit 0

if ! has apt-get; then
    echo "Tests that need these are skipped until they are installed:$missing"
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif has sudo && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Tests that need these are skipped until an administrator installs them: apt-get install$missing"
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
# A mirror that fails for a moment and another installation that is still running are waited for.
patiently="-o Acquire::Retries=3 -o DPkg::Lock::Timeout=300"
install() { $as_root apt-get install -qq -y --no-install-recommends $patiently "$1" </dev/null >/dev/null; }
echo "Installing for the tests:$missing"
$as_root apt-get update -qq $patiently </dev/null || echo "The package list could not be refreshed."
for package in $missing; do
    install "$package" && continue
    # Other releases have it under the longer name only.
    [ "$package" = libreoffice-calc-nogui ] && install libreoffice-calc && continue
    [ "$package" = libreoffice-writer-nogui ] && install libreoffice-writer && continue
    [ "$package" = libreoffice-impress-nogui ] && install libreoffice-impress && continue
    echo "Could not install $package; tests that need it are skipped, or fail where everything is required."
done
