# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The options of the modules that change the configuration, which all go through one transaction.

    Beside the common options, there is one attribute for the options of each guard, and one for the state of lists that can grow.
    """

    DOCUMENTATION = r"""
options:
  apply:
    description:
      - Whether to apply the change. The module stages all changes of the task first and then applies them together, once.
      - With V(false), the changes are only staged. M(wanfleet.peplink.peplink_config_apply) applies or discards them. O(verify), O(health) and
        O(revert_on_failure) then have no effect.
    type: bool
    default: true
  verify:
    description:
      - Whether to read the configuration again after the apply, until the router shows all desired values, changed or not.
      - The task fails if the router does not show them within O(verify_timeout). Values that the router never shows cannot be verified.
      - If somebody else had another value pending, it goes live with the apply. The module then writes the desired value back and warns.
    type: bool
    default: true
  verify_timeout:
    description:
      - Maximum time to wait until a change takes effect, in seconds. Routers need 3 to 30 seconds.
      - The same limit applies to O(health), and to a router that does not answer after the apply.
    type: int
    default: 60
  health:
    description:
      - Conditions that must be met within O(verify_timeout), after a change or if there is nothing to change. Otherwise the task fails.
      - They are not checked in check mode, nor with O(apply=false) if something was staged. But WANs and GPIO pins that the router does not have,
        and more WANs than it has, are refused before anything is written, in check mode too.
      - WANs go by their id or their name after the change.
    type: dict
  revert_on_failure:
    description:
      - Whether to restore and apply the former configuration when O(verify) or O(health) fails and the router still answers. The task fails in
        any case, and RV(reverted) reports whether the former configuration is restored.
      - Only what differs from the former configuration is written. The error message names changes that never took effect.
      - Values that the router never showed, or that the API does not accept, cannot be restored. The error message names them.
      - If the router no longer answers, the change cannot be reverted. The error message says so.
    type: bool
    default: false
  on_failure:
    description:
      - What to do when staging fails half-way, or when the router refuses to apply.
      - V(discard) discards everything that is pending on the router, so that the running configuration remains unchanged. If nothing of this
        task can be pending, because the router refused its first request, the module discards nothing.
      - V(keep) keeps it pending, so that you can inspect it in Web Admin.
    type: str
    choices: [discard, keep]
    default: discard
  preexisting_changes:
    description:
      - What to do with changes that are pending on the router before this task.
      - V(keep) keeps them. They become live when this task applies something.
      - V(discard) discards them first, on every run outside check mode, and does not report that as a change. Use it where nobody works in
        Web Admin, such as in a pipeline. It also discards changes that an earlier task staged with O(apply=false).
    type: str
    choices: [keep, discard]
    default: keep
  unreadable:
    description:
      - What to do with values that the router does not show, so that they cannot be compared. These are write-only options, secrets that the
        router masks, and details of disabled features.
      - V(once) writes such a value unless O(record_dir) contains it as the last value written from here. Changes by somebody else are not
        detected.
      - V(always) writes it every time. The task then always reports a change, and a modem may reconnect on each run.
      - V(never) does not write it, unless the router accepts another change only together with it.
    type: str
    choices: [once, always, never]
    default: once
notes:
  - A router has one store of pending changes. All users of the API and of Web Admin share it, and it cannot be queried. An apply
    activates all of them, and a discard discards all of them, including edits of other people. See O(preexisting_changes).
  - Check mode runs the same code as a real run and stops before the first change, so it predicts exactly what a run would write. It cannot
    discard pending changes, so with O(preexisting_changes=discard) it still sees them if the router shows them.
  - A run that was killed between staging and applying leaves a record in O(record_dir). The next run from the same host warns, reports a
    change and applies, even if the router already shows the desired values. Otherwise a pending change could be mistaken for a live one.
  - If the task is interrupted while it stages or applies (Ctrl-C, SIGTERM), it discards what is pending, for at most 10 seconds, unless
    O(on_failure=keep). If it cannot, or a second signal arrives, the record remains. After Ctrl-C, Ansible waits about 5 seconds for its workers.
    A module on another host, or in a process of its own (C(delegate_to), C(async)), may not learn of the signal. It does its work to the end then,
    as without an interruption.
  - If the router does not answer after the apply, the task waits up to O(verify_timeout) seconds and checks what the router shows. Unless
    the status shows that the change is live, it repeats the apply once, and stages what is no longer pending. If the router remains silent,
    the task fails and says that nothing can be reverted.
  - Secrets are shown as V(********) in results, diffs and messages. The mask that the router shows is neither compared nor written
    back.
"""

    STATE = r"""
options:
  state:
    description:
      - What O(config) means.
      - V(merged) adds or changes the listed entries and removes nothing.
      - V(overridden) also removes all other entries. It requires O(allow_delete), and O(max_deletions) limits it. Only with this state can
        O(config) be empty, which removes all entries.
      - V(deleted) removes the listed entries. Missing entries are no change. Only the key of an entry is used, its other options are ignored.
    type: str
    choices: [merged, overridden, deleted]
    default: merged
"""

    WAN_GUARDS = r"""
options:
  management_wan:
    description:
      - Id or name of the WAN through which this host reaches the router. It is protected, see O(allow_management_wan_change).
      - By default, this is the WAN whose status shows an IPv4 address of O(host). Set the option if this host reaches the router through
        address translation or a VPN.
    type: str
  allow_management_wan_change:
    description:
      - The module refuses to disable, re-address, re-route or reconnect the WAN that carries its own session, in check mode too, unless this
        is V(true).
    type: bool
    default: false
  allow_no_connected_wan:
    description:
      - The module refuses to disable the last connected WANs, in check mode too, unless this is V(true).
    type: bool
    default: false
"""

    INCONTROL_GUARD = r"""
options:
  allow_incontrol_managed:
    description:
      - The module refuses to change an SSID profile that InControl manages, in check mode too, because InControl would revert the change.
        V(true) allows it.
    type: bool
    default: false
"""

    DELETION_GUARD = r"""
options:
  allow_delete:
    description:
      - The module refuses to remove entries that an intent with the state V(overridden) does not name, in check mode too, unless this is
        V(true).
      - The state V(deleted) does not require it.
    type: bool
    default: false
  max_deletions:
    description:
      - Maximum number of entries that a task with the state V(overridden) may remove. If there are more, nothing is written. By default, there
        is no limit.
      - Entries with the state V(deleted) do not count.
    type: int
"""
