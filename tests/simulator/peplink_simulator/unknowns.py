# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Switches for behaviour that nobody outside the vendor knows for certain.

The numbers are those of the table in section 10 of docs/router-api/behaviour.md; "extra" marks a contradiction that the document
reports elsewhere. The default is the first value of the table. Entries of the table without a switch are fixed in the code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .command_unknowns import CommandUnknowns
from .reading_unknowns import ReadingUnknowns


@dataclass
class Unknowns(CommandUnknowns, ReadingUnknowns):
    """One value per switch; a wrong name or value raises ValueError at once, also on assignment.

    Those of commands and of reading functions are inherited, see `of_commands` and `of_reading`.
    """

    config_get: Literal["pending", "running"] = "pending"
    """1: which values GET of a config function shows."""
    ssid_effect: Literal["staged", "live"] = "staged"
    """2: whether a POST of this function waits for an apply or takes effect at once."""
    mesh_effect: Literal["staged", "live"] = "staged"
    """2."""
    gpio_effect: Literal["staged", "live"] = "staged"
    """2."""
    connect_protect_effect: Literal["staged", "live"] = "staged"
    """2."""
    port_effect: Literal["staged", "live"] = "staged"
    """2."""
    instant_active_on_wan: Literal["ignore", "honour", "fail"] = "ignore"
    """3: member instantActive in a body of config.wan.connection."""
    apply_with_nothing_pending: Literal["ok", "fail"] = "ok"
    """5."""
    pending_after_reboot: Literal["kept", "dropped"] = "kept"
    """7."""
    apply_warning: str = ""
    """8: warning text that every apply answers with; empty for none."""
    apply_outcome: Literal["applied", "fail", "hang", "drop_link"] = "applied"
    """9: what every apply does; drop_link = applied, no answer, router dark until reset or Device.end_dark()."""
    effect_after_polls: int = 0
    """10: reads that still show the old running values after an apply."""
    effect_after_seconds: float = 0.0
    """10: the same as a time; with both set, both must have passed."""
    bad_value_code: int = 400
    """11: failure code for bad values, missing members and wrong ids."""
    unknown_members: Literal["reject", "ignore"] = "reject"
    """12: members and query parameters that the specification does not know."""
    bad_list_entry: Literal["atomic", "partial"] = "atomic"
    """13: partial = the good entries of a list are staged although the call fails."""
    wan_post_answer: Literal["touched", "all", "none"] = "touched"
    """14: WANs in the answer to POST config.wan.connection; none = bare ok."""
    mesh_post_answer: Literal["all", "touched", "none"] = "all"
    """15: profiles in the answer to POST config.mesh; none = bare ok."""
    missing_carrier_selection: Literal["fail", "unchanged"] = "fail"
    """17: SIM item without carrierSelection."""
    masked_literal: Literal["fail", "store", "ignore"] = "fail"
    """18: the masking literal posted back. Always recorded in Device.masked_literals_received."""
    masked_secrets: Literal["stated", "all", "none"] = "stated"
    """19: stated masks every secret of config.wan.connection; all masks SSID and mesh keys too; none shows everything."""
    read_only_token_on_config: Literal["allow", "refuse"] = "allow"
    """20: GET of config functions with a token of scope api.read-only."""
    method_words: Literal["camel", "table"] = "camel"
    """21: connection.method in GET."""
    member_names: Literal["example", "table", "mixed"] = "example"
    """22: example = host, nslookup, value; table = server, dns, value; mixed = example names on the first, third, ... WAN and
    server, dns, bandwidth on the others."""
    healthcheck_timeout: Literal["exact", "rounded"] = "exact"
    """23: GET of a timeout that is no whole number of seconds."""
    allowance_factor: Literal[1024, 1000] = 1024
    """24: MB in a GB, GB in a TB."""
    pepvpn_nat: Literal["same", "inverted"] = "same"
    """26: polarity of pepvpnNat in GET against POST."""
    clear_ssid_vlan: Literal["null", "impossible"] = "null"
    """28: null in vlanId of an SSID profile clears it, or is refused."""
    undocumented_policies: Literal["none", "shown"] = "none"
    """30: shown = profiles 2 and 3 of a MAX have the policies Open and WPA3 Personal until a POST chooses a documented one."""
    cloud_managed_write: Literal["accept", "refuse", "revert"] = "accept"
    """31: POST to an SSID profile with incontrolManaged; revert = the old values are back after two reads that follow the apply."""
    zero_priority: Literal["accepted", "disables"] = "accepted"
    """32: effect of priority 0."""
    priority_group: Literal["echo", "absent", "fail"] = "echo"
    """34: echo = every entry of the answer has group 0; fail = a request with group is refused."""
    unsupported_code: int = 404
    """37: failure code for missing hardware."""
    unauthorised_status: Literal[200, 401] = 200
    """39: HTTP status of unauthorised answers."""
    wider_scope: Literal["fail", "capped"] = "fail"
    """41: grant with a scope wider than the client's."""
    unknown_token_revoke: Literal["ok", "fail"] = "ok"
    """43."""
    credentials_after_reboot: Literal["gone", "tokens_kept"] = "gone"
    """44: cookies are always gone, clients always kept."""
    session_limit: int | None = None
    """45: cookie sessions at the same time."""
    at_session_limit: Literal["refuse", "evict"] = "refuse"
    """45: a login beyond the limit is refused, or ends the oldest session."""
    lock_out_after: int | None = None
    """45: failed logins after which every login fails until reset."""
    auth_rate_limit_seconds: float = 0.0
    """46: grants this soon after a change of the clients fail with Internal Error."""
    notices: Literal["beta", "all"] = "beta"
    """55: maturities that carry a notice."""
    wifi_detail: Literal["wireless", "wifi", "flat"] = "wireless"
    """58: place of the Wi-Fi detail in status.wan.connection."""
    sim_presence: Literal["capture", "document"] = "capture"
    """59: simCardDetected, or status text."""
    port_functions: Literal["off", "on"] = "off"
    """65: config.port and status.port, from 8.5.2 on."""
    query_arrays: Literal["strict", "lenient"] = "strict"
    """66: lenient takes commas and repeated keys too."""
    reboot_polls: int = 2
    """67: requests still answered after Device.reboot() or cmd.system.reboot."""
    reboot_seconds: float = 0.5
    """67: how long the device is dark afterwards."""
    undocumented_get: Literal["refuse", "answer"] = "refuse"
    """70: GET of config.wan.connection.priority and config.gpio."""

    left_method: Literal["forgotten", "kept"] = "forgotten"
    """extra: values of a method that a WAN leaves (static route, keepalive, address); kept = they are back when the method is."""
    ddns_off: Literal["mandatory", "only_enable"] = "mandatory"
    """extra: the other members of ddns in a body that switches it off (table); only_enable = they may be left out."""
    wovlan_in_config: Literal["wovlan", "ethernet"] = "wovlan"
    """extra: physical.type of a WAN over VLAN in config.wan.connection; wovlan is outside the specification."""
    port_layout: Literal["front_panel", "switch"] = "front_panel"
    """extra: modules of config.port; switch = their type is switchA, and linkAggregation has a group."""
    arguments_in_query: Literal["taken", "grant_only"] = "taken"
    """extra: arguments of login and auth.client in the query of an empty POST; those of auth.token.grant are taken in any case."""
    location_by_form: Literal["taken", "refused"] = "taken"
    """extra: info.location with the token in a form body, by POST and by GET."""
    status_lag_seconds: dict[str, float] = field(default_factory=dict)
    """extra: by status function, how long it shows the values of before a change; 3 to 30 in captures. config.wan.connection too."""
    status_lag_polls: dict[str, int] = field(default_factory=dict)
    """extra: the same as a number of reads of that function; with both set, both must have passed."""
    busy_requests: int = 0
    """extra: requests that are answered by a failure without a code after an apply, after the order to reboot, and after the reboot."""
    busy_member: Literal["response", "message"] = "response"
    """extra: member of such a failure that has the word timeout."""

    wifi_type: Literal["wifi", "wireless"] = "wifi"
    """extra: type of a Wi-Fi WAN in status.wan.connection (captures, document)."""
    status_style: Literal["capture", "document"] = "capture"
    """extra: document = mode, method static, asLan."""
    grant_numbers: Literal["number", "string"] = "number"
    """extra: type of expiresIn and authorizationType."""
    grant_scope: Literal["accepted", "refused"] = "accepted"
    """extra: scope sent on grant (one author met failures on 8.5.x)."""
    auth_client_action: Literal["optional", "mandatory"] = "optional"
    """extra: action when adding a client."""
    deprecated_names: Literal["new", "old", "both"] = "new"
    """extra: pepvpnNat and hotStandby, pepVpnNat and hotStandBy, or all four in GET."""
    unset_hostname: Literal["empty", "absent"] = "empty"
    """extra: connection.dhcp.hostname without a value (example, table)."""
    dns_hosts_while_automatic: Literal["shown", "hidden"] = "shown"
    """extra: configured DNS servers in GET while dns.auto is true."""
    fusionhub_clients: Literal["offered", "none"] = "offered"
    """extra: none = a FusionHub answers 999 to every auth function."""
    ssid_frequency: Literal["shown", "hidden"] = "shown"
    """extra: bands of an enabled SSID profile (table, examples)."""
    ssid_post_answer: Literal["touched", "none"] = "touched"
    """extra: the edited profile in the answer to POST config.ssid.profile; none = bare ok."""
    ppsk_in_post_answer: Literal["shown", "hidden"] = "shown"
    """extra: private pre-shared keys in the answer to POST config.ssid.profile (GET has them in any case)."""
    mesh_profile_id: Literal["shown", "hidden"] = "shown"
    """extra: profileId in answers of config.mesh (table, examples)."""
    connect_protect_city_key: Literal["cityCode", "cloudLocation"] = "cityCode"
    """extra: name of the city of a client in answers of config.speedfusionConnectProtect."""
    gpio_state_names: Literal["customStates", "customState"] = "customStates"
    """extra: name of the state labels in answers of config.gpio."""
    mac_style: Literal["colons", "dashes", "bare"] = "colons"
    """extra: how MAC addresses of SSID profiles and Connect Protect come back."""
