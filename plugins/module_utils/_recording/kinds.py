# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which members hold something personal, and which hold technical values: tables, and the one function that reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .._common.redaction import is_secret_name
from .words import DOCUMENTED, NAMES

# Kinds of values beside the personal ones: TECHNICAL values stay unless their form betrays something; of a FREE text only known words stay.
TECHNICAL = "technical value"
FREE = "text"
SECRET = "secret"

# Kinds of moments: personal where they stand, and nobody's where the same moment stands elsewhere.
TIME_OF_A_FIX = "time of a fix"
TIME_OF_AN_SMS = "time of an SMS"
MOMENTS = frozenset({TIME_OF_A_FIX, TIME_OF_AN_SMS})


@dataclass(frozen=True)
class Place:
    """Where a value stands: the function, and the members on the way to it, without ids. ``shown`` is that way for people."""

    function: str
    members: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def at(self, name: str) -> Place:
        """Below a member."""
        return Place(self.function, (*self.members, name), (*self.shown, name))

    def below(self, key: str) -> Place:
        """Below a key that is no member's name: an id, or what nobody may see but what tells of the kind of its values."""
        return Place(self.function, self.members if is_id(key) else (*self.members, key), (*self.shown, "*"))

    def __str__(self) -> str:
        return f"{self.function}: {'.'.join(self.shown)}"


# By function and member.
_IN_FUNCTION = {
    ("info.location", "timestamp"): TIME_OF_A_FIX,
    ("info.location", "speed"): "position",
    ("info.location", "heading"): "position",
    ("cmd.sms.get", "message"): "text of an SMS",
    ("cmd.sms.get", "date"): TIME_OF_AN_SMS,
    ("cmd.sms.get", "timestamp"): TIME_OF_AN_SMS,
}

# By the two innermost members.
_IN_MEMBER = {
    ("rat", "name"): TECHNICAL,
    ("band", "name"): TECHNICAL,
    ("bandSelection", "name"): TECHNICAL,
    ("meid", "dec"): "IMEI or MEID",
    ("meid", "hex"): "IMEI or MEID",
    ("customState", "high"): "label",
    ("customState", "low"): "label",
    ("customStates", "high"): "label",
    ("customStates", "low"): "label",
    ("header", "server"): TECHNICAL,
}

_KINDS = {
    "name": "name clientName peerName siteId deviceName",
    "user name": "username user login loginId account",
    "SSID": "ssid essid referenceSsid meshId assignedMeshId",
    "MAC address": "mac bssid preferredBssid candidateId wlanMac lanMac",
    "serial number": "serialNumber serial sn",
    "IMEI or MEID": "imei esn meid eid imeisv",
    "IMSI": "imsi",
    "ICCID": "iccid",
    "telephone number": "mtn msisdn sender address phone phoneNumber dialNumber ussd",
    "text of an SMS": "content",
    "position": "latitude longitude altitude cityCode cloudLocation country city",
    "cell": "cellId cellUtranId cellPlmn lac tac enodebId gnodebId plmn mcc mnc",
    "carrier": "carrier operator apn homeNetwork",
    "host name": "host hostname server gatewayUrl customUrl domain url fqdn",
    SECRET: "clientId accessToken challenge authorization cookie set-cookie bauth pauth",
    TECHNICAL: (
        "action advertise analog_input authentication authorizationType bandSelection channelWidth clientType code connectionType dataRate"
        " dataTechnology diagnosticLevel digital_input digital_output expiresIn firmware frequency frequencyBand huaweiBand infoType length linkType"
        " manufacturer method mobileType mode model moduleId moduleName moduleType networkMode outputWeight policy portId power productCode productId"
        " protocol provider rate result routingMode scanStatus scope securityPolicy simCardScheme simPriority sortBy sortOrder speed stat state status"
        " statusLed tunnelOption type unit vendorId version virtualType content-type content-length transfer-encoding content-encoding connection"
        " cache-control date"
    ),
}
_BY_MEMBER = {name: kind for kind, names in _KINDS.items() for name in names.split()}

# Names of members that nobody documented, by how they end.
_BY_ENDING = (
    (re.compile(r"(?i)(ssid)$"), "SSID"),
    (re.compile(r"(?i)(mac|macaddress)$"), "MAC address"),
    (re.compile(r"(?i)(serial|serialno|serialnumber)$"), "serial number"),
    (re.compile(r"(?i)(imei|meid|esn|eid)$"), "IMEI or MEID"),
    (re.compile(r"(?i)imsi$"), "IMSI"),
    (re.compile(r"(?i)iccid$"), "ICCID"),
    (re.compile(r"(?i)(phone|msisdn|mtn)(number)?$"), "telephone number"),
    (re.compile(r"(?i)(latitude|longitude|altitude|^lat|^lon|^lng)$"), "position"),
    (re.compile(r"(?i)(host|hostname|domain)$"), "host name"),
    (re.compile(r"(?i)user(name)?$"), "user name"),
    (re.compile(r"(?i)(name|label|description|comment|note|contact)$"), "name"),
)

# What they say of a router is needed whatever function answers it.
_ALWAYS_TECHNICAL = frozenset({"model", "version", "firmware", "productCode", "stat", "unit", "code"})

_MEMBER_FORM = re.compile(r"[a-z][A-Za-z0-9_]{0,39}\Z")
# Ids of WANs, profiles, peers, ports and modules.
_ID = re.compile(r"(?:[0-9]{1,5}|[0-9]{1,3}-[0-9]{1,5}|(?:v?wan|lan|port|switch)_?(?:[0-9]{1,3}|[A-Z])|frontPanel)\Z")


@lru_cache(maxsize=8192)
def kind_of(place: Place) -> str:
    """The kind of the values at a place: a personal one, TECHNICAL or FREE."""
    members = place.members
    if any(is_secret_name(name) or _BY_MEMBER.get(name) == SECRET for name in members):
        return SECRET
    if not members:
        return FREE
    member = members[-1]
    kind = _IN_FUNCTION.get((place.function, member)) or _IN_MEMBER.get((members[-2] if len(members) > 1 else "", member)) or _BY_MEMBER.get(member)
    if kind is None and member not in NAMES:
        kind = next((kind for form, kind in _BY_ENDING if form.search(member)), None)
    around = next((_BY_MEMBER[name] for name in members[:-1] if is_personal(_BY_MEMBER.get(name, FREE))), None)
    if around and not (kind and is_personal(kind)):
        return around
    if kind == TECHNICAL and place.function not in DOCUMENTED and members[0] != "header" and member not in _ALWAYS_TECHNICAL:
        return FREE
    return kind or FREE


def is_personal(kind: str) -> bool:
    return kind not in (TECHNICAL, FREE)


def is_id(key: str) -> bool:
    """Whether a key of a map is one of the ids that routers number their things with."""
    return _ID.match(key) is not None


def is_member(key: str, beside: frozenset[str]) -> bool:
    """Whether a key is the name of a member: a known one, or one that looks like it in a record that has known ones."""
    if key in NAMES:
        return True
    record = bool((beside & NAMES) - {"order"}) and "order" not in beside
    return record and _MEMBER_FORM.match(key) is not None
