# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The options of the modules that change the configuration, which all go through one transaction.

    Beside those that all of them have, one attribute for the options of each guard, and one for the state of lists that can be added to.
    """

    DOCUMENTATION = r"""
options:
  apply:
    description:
      - Whether to make the change live. All changes of the task are staged first and then applied together, once.
      - With V(false) the changes are only staged. M(wanfleet.peplink.peplink_config_apply) makes them live, or drops them. O(verify),
        O(health) and O(revert_on_failure) then do nothing.
    type: bool
    default: true
  verify:
    description:
      - Whether to read the configuration again after the apply, until the router shows what was written.
      - The task fails if it still shows otherwise after O(verify_timeout). Values that the router never shows cannot be verified.
    type: bool
    default: true
  verify_timeout:
    description:
      - How long to wait for the effect of a change, in seconds. Routers take 3 to 30 seconds.
      - The same time is granted for O(health), and for a router that does not answer after the apply.
    type: int
    default: 60
  health:
    description:
      - What must hold within O(verify_timeout), after a change was applied or when there was nothing to change. Otherwise the task fails.
      - It is not looked at in check mode, nor with O(apply=false) when something was staged.
    type: dict
    suboptions:
      connected_wans:
        description:
          - WANs that must be connected, each by its id or its name as it is after the change.
        type: list
        elements: str
      min_connected_wans:
        description:
          - Minimum number of connected WANs.
        type: int
      connected_vpn_peers:
        description:
          - SpeedFusion VPN peers that must be connected, each by its name, serial number or peer id, as C(status.pepvpn) shows
            them.
        type: list
        elements: str
  revert_on_failure:
    description:
      - Whether to write back what was there before and apply that, when O(verify) or O(health) fails and the router still answers. The task
        fails all the same, and RV(reverted) tells whether the former configuration is back.
      - Values that the router never showed, or that the API does not take, cannot be restored. The error message names them.
      - A router that no longer answers cannot be reverted. The error message says so.
    type: bool
    default: false
  on_failure:
    description:
      - What to do when staging fails half-way, or when the router refuses to apply.
      - V(discard) drops everything that is pending on the router, so that the running configuration stays as it was.
      - V(keep) leaves it pending, to be looked at in Web Admin.
    type: str
    choices: [discard, keep]
    default: discard
  preexisting_changes:
    description:
      - What to do with changes that are already pending on the router before this task.
      - V(keep) leaves them. They go live when this task applies something.
      - V(discard) drops them first, on every run outside check mode, and does not count that as a change. Use it where nobody works in
        Web Admin, such as in a pipeline. It also drops what an earlier task staged with O(apply=false).
    type: str
    choices: [keep, discard]
    default: keep
  unreadable:
    description:
      - What to do with values that the router does not show, so that they cannot be compared. These are options that it only takes,
        secrets that it masks, and details of what is switched off.
      - V(once) writes such a value unless O(record_dir) says that it was the last one written from here. A change that somebody else has
        made to it is not noticed.
      - V(always) writes it every time. The task is then never without a change, and a modem may reconnect on each run.
      - V(never) does not write it, except where the router takes another change only together with it.
    type: str
    choices: [once, always, never]
    default: once
  record_dir:
    description:
      - Directory with one record per router, on the host that runs the module. The files have mode 0600.
      - A record holds a salted hash of each value that was written last, a slow one for secrets, and whether changes are staged that were
        not applied yet. It holds no value in the clear.
      - A router is known by O(host) and O(port). With another address, or on another controller, there is no record, and unreadable values
        are written once more. Keep the directory between runs where controllers are short-lived, such as in containers.
    type: path
    default: ~/.ansible/peplink/records
notes:
  - A router has one store of pending changes. All users of the API and of Web Admin share it, and it cannot be queried. An apply makes
    everything in it live, and a discard drops everything in it, edits of other people included. See O(preexisting_changes).
  - Check mode and a real run are the same code. In check mode it stops before the first change, so its prediction is what a run would
    write. It cannot drop pending changes, so with O(preexisting_changes=discard) it still sees them if the router shows them.
  - A run that was killed between staging and applying leaves a note in O(record_dir). The next run from the same host warns, reports a
    change and applies, even if the router already shows what is wanted. Otherwise a change that is only pending would pass for live.
  - If the router does not answer after the apply, the task waits O(verify_timeout) seconds, asks it once more to apply and goes on. If it
    stays silent, the task fails and says that nothing can be reverted from here.
  - Secrets are shown as V(********) in results, diffs and messages. The mask that the router itself shows is neither compared nor written
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
      - Id or name of the WAN through which this host reaches the router. It is guarded, see O(allow_management_wan_change).
      - If it is not set, a WAN counts as such when the status shows on it an IPv4 address that O(host) stands for. Set it when the router
        is reached through address translation or a VPN.
    type: str
  allow_management_wan_change:
    description:
      - The module refuses to disable, re-address, re-route or reconnect the WAN that carries its own session, in check mode too.
        V(true) allows it.
    type: bool
    default: false
  allow_no_connected_wan:
    description:
      - The module refuses to disable the last connected WANs, in check mode too. V(true) allows it.
    type: bool
    default: false
"""

    INCONTROL_GUARD = r"""
options:
  allow_incontrol_managed:
    description:
      - The module refuses to change an SSID profile that InControl manages, in check mode too, because InControl would set the change back.
        V(true) allows it.
    type: bool
    default: false
"""

    DELETION_GUARD = r"""
options:
  allow_delete:
    description:
      - The module refuses to remove what an intent with the state V(overridden) does not name, in check mode too. V(true) allows it.
      - What is named with the state V(deleted) is removed without it.
    type: bool
    default: false
  max_deletions:
    description:
      - How many unnamed entries one task may remove at most. If there are more, nothing is written. Without it there is no limit.
      - It does not count what is named with the state V(deleted).
    type: int
"""
