# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# Sourced by the scripts beside it, which set work, the directory of what they leave behind: simulated routers that end with the script, and an
# Ansible that knows nothing else.

pid_file=$work/pid

# Tokens and records are stored below HOME; the settings of the user do not apply.
export HOME=$work/home
export ANSIBLE_CONFIG=$work/ansible.cfg
export ANSIBLE_CALLBACK_RESULT_FORMAT=yaml
export PYTHONPATH=$PWD/tests/simulator
unset "${!PEPLINK_@}" http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
if [[ -t 1 ]]; then
    unset ANSIBLE_NOCOLOR
fi

simulator=
stop() {
    if [[ -e $pid_file ]]; then
        python -m peplink_simulator stop --pid-file "$pid_file"
    elif [[ -n $simulator ]]; then
        # The simulator has just started and has not written the file yet.
        kill "$simulator" 2>/dev/null || true
    fi
    wait
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

headline() {
    printf '\n=== %s\n' "$1"
}

fail() {
    printf '\nThe demonstration failed: %s\n' "$1" >&2
    exit 1
}

if [[ -e $pid_file ]]; then
    stop
fi
rm -rf "$work"
mkdir -p "$HOME"
touch "$ANSIBLE_CONFIG"

# serve COMMAND [OPTION ...]: serve simulated routers by a command of the simulator, until the script ends. Their files are in $work/fleet.
serve() {
    python -m peplink_simulator "$@" --directory "$work/fleet" --pid-file "$pid_file" --quiet &
    simulator=$!
    until [[ -e $pid_file ]]; do
        kill -0 "$simulator" 2>/dev/null || fail "the simulator did not start"
        sleep 0.1
    done
}
