# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: incontrol2
short_description: Routers from the organisations of InControl 2
version_added: 0.1.0
author:
  - wanfleet.peplink contributors (@wanfleet)
description:
  - Reads the devices from the vendor's cloud, InControl 2, or from a private appliance, and creates hosts and groups.
  - Ansible configures the routers directly, through their own API. InControl only provides their addresses. The plugin only reads from it.
  - The name of the inventory file must end with C(incontrol2.yml) or C(incontrol2.yaml).
  - Each host has the variable C(incontrol2), a dictionary of the members that InControl shows of the device, for example
    C(incontrol2.sn), C(incontrol2.product_name) or C(incontrol2.fw_ver). In it C(status) is in lower case, C(tags) is a list of strings, ids
    are numbers, C(organization) has the members C(id), C(name) and C(code), and C(address_source) names the source of the address.
  - Members without a value are absent. Any member can be absent, because devices and accounts differ. Use C(default) in expressions.
  - Secrets in the answers, such as the login of an APN, are removed before anything is stored or shown.
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
options:
  plugin:
    description: Selects this plugin for the file.
    type: str
    required: true
    choices: [wanfleet.peplink.incontrol2]
  url:
    description:
      - URL of InControl. For a private appliance V(https://) and its name, and the port if it is not 443.
      - Can be a template, with extra variables only.
    type: str
    default: https://api.ic.peplink.com
    env:
      - name: PEPLINK_INCONTROL_URL
  client_id:
    description:
      - ID of an OAuth client. Create one in InControl on the account page of a user, under Client Applications.
      - The client has the rights of the user who created it. View permission for the organisations is enough.
      - Can be a template, with extra variables only.
    type: str
    env:
      - name: PEPLINK_INCONTROL_CLIENT_ID
  client_secret:
    description:
      - Secret of the client O(client_id). Store it in a vault, or read it from the environment or a lookup.
      - Can be a template, with extra variables only.
    type: str
    env:
      - name: PEPLINK_INCONTROL_CLIENT_SECRET
  validate_certs:
    description:
      - Whether the certificate of InControl must be valid. Certificates of private appliances often are not. In this case, prefer
        O(ca_path) to V(false). With V(false), anybody on the network path can read the client secret.
    type: bool
    default: true
    env:
      - name: PEPLINK_INCONTROL_VALIDATE_CERTS
  ca_path:
    description:
      - PEM file with trusted certificates, or a directory of them prepared with C(openssl rehash).
      - Defaults to E(REQUESTS_CA_BUNDLE), then E(CURL_CA_BUNDLE), then the authorities that the Python library trusts.
    type: path
    env:
      - name: PEPLINK_INCONTROL_CA_PATH
  use_proxy:
    description:
      - Whether to use the proxy from the usual environment variables (E(https_proxy), E(no_proxy)).
    type: bool
    default: true
    env:
      - name: PEPLINK_INCONTROL_USE_PROXY
  timeout:
    description:
      - Maximum time to wait for an answer, in seconds. The API has no paging, so lists of a large organisation can take minutes.
    type: int
    default: 300
    env:
      - name: PEPLINK_INCONTROL_TIMEOUT
  token_cache:
    description:
      - Whether to store the access token in a file for later runs. It is valid for two days. It is never stored in the inventory cache.
      - With V(false), each run that contacts InControl requests its own token.
    type: bool
    default: true
    env:
      - name: PEPLINK_TOKEN_CACHE
  token_cache_dir:
    description:
      - Directory of the token cache. It contains one file per service and client, with mode 0600 in a directory with mode 0700.
    type: path
    default: ~/.ansible/peplink/tokens
    env:
      - name: PEPLINK_TOKEN_CACHE_DIR
  organizations:
    description:
      - The organisations to include, each by its id, code or name. Defaults to all organisations that the client can see.
    type: list
    elements: str
    default: []
  device_groups:
    description:
      - The groups of these organisations to include, each by its id or name. Defaults to all devices.
      - A name or id that several organisations share selects all of them.
    type: list
    elements: str
    default: []
  address_sources:
    description:
      - The sources of C(ansible_host). For each device, the first source with a usable address is used. There is no default, because only you
        know how Ansible reaches the routers.
      - V(lan) is the address of the device on its untagged LAN, else on the VLAN with the lowest number. Use it to reach the devices through
        SpeedFusion or another VPN, the usual case for a fleet.
      - V(ddns) is its name with "Find My Peplink" or another dynamic DNS, if InControl shows one with a domain.
      - V(public_wan) is the address of a WAN that is enabled and connected, if it is public. Private addresses and those behind the NAT of
        a carrier (100.64.0.0/10) are skipped.
      - V(incontrol) is the address from which the device contacts InControl. Often this is the address of a NAT.
      - V(expression) is the result of O(address_expression).
      - A device without an address stays in the inventory, in the group C(peplink_no_address), with the prefix of O(group_prefix).
      - InControl does not know the port of Web Admin. Set C(peplink_port) with O(compose) or in C(group_vars) if it is not 443.
    type: list
    elements: str
    required: true
    choices: [lan, ddns, public_wan, incontrol, expression]
  address_expression:
    description:
      - A Jinja2 expression for the source V(expression) of O(address_sources), without braces, as in O(compose). It sees C(incontrol2).
      - If it fails, the next source is used. With O(strict), the failure is an error.
    type: str
  hostname:
    description:
      - The source of host names. V(serial) is the serial number, which is unique and never changes.
      - V(name) is the name of the device in InControl, with underscores for characters other than letters, digits, dots, hyphens and
        underscores. If two names are equal, or a name is reserved by Ansible, the serial numbers are used.
    type: str
    choices: [serial, name]
    default: serial
  default_groups:
    description:
      - The properties to group by, in addition to O(groups) and O(keyed_groups). The names are in lower case, with underscores for other
        characters than letters and digits. For example C(peplink_firmware_8_5), C(peplink_tag_north_east), C(peplink_status_online).
      - V(organization) is the code of the organisation, or its name. V(product) is the name of the model, V(firmware) the first two numbers
        of the version.
      - The plugin does not request single devices for these groups. If the list of devices lacks, for example, the tags, add them to O(fields).
    type: list
    elements: str
    choices: [organization, group, product, firmware, status, tag]
    default: [organization, group, product, firmware, status, tag]
  group_prefix:
    description:
      - Prefix of the groups created by O(default_groups) and of the group of devices without an address.
    type: str
    default: peplink
  fields:
    description:
      - Members that C(incontrol2) must have in addition to those in the list of devices, such as C(interfaces), C(latitude) or
        C(expiry_date). Each device whose entry lacks one of them needs a separate request.
      - The same applies to O(address_sources) that need C(interfaces) or another member that the list lacks.
    type: list
    elements: str
    default: []
  fresh_status:
    description:
      - Whether InControl updates the status of the devices first. This takes a second request per list, and two seconds.
    type: bool
    default: false
requirements:
  - Python 3.10 or later, and the Python library requests, on the controller.
notes:
  - Cache the answers with O(cache) and a cache plugin such as C(ansible.builtin.jsonfile). A run within O(cache_timeout) then sends no
    requests. The cache is per request, so after a change of options only missing answers are requested. C(--flush-cache) requests everything
    again.
  - Other users can often read the files of the cache. They contain no secrets, but serial numbers, addresses and positions.
  - The plugin sends at most 19 requests per second for an organisation. InControl refuses more than about 20 from all clients together; the
    plugin then retries later.
  - If an inventory file cannot be parsed, Ansible warns and continues without its hosts. Set C(any_unparsed_is_failed) in section
    C(inventory) of C(ansible.cfg), or E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED), in a pipeline.
  - All strings are data. A device name that looks like a template is never evaluated.
  - The plugin has not been tested with a live account yet. It is based on the observed behaviour of other clients, and accepts every format
    of answers that they met.
"""

EXAMPLES = r"""
# fleet.incontrol2.yml: all devices, reached through SpeedFusion, else at a public address.
plugin: wanfleet.peplink.incontrol2
client_id: fleet-inventory
client_secret: "{{ lookup('ansible.builtin.env', 'FLEET_CLOUD_SECRET') }}"
address_sources: [lan, public_wan]

# vans.incontrol2.yml: one group of one organisation. The answers are kept for an hour.
# plugin: wanfleet.peplink.incontrol2
# organizations: [Northwind Vans]
# device_groups: [Vans]
# address_sources: [lan, expression]
# address_expression: incontrol2.sn | lower ~ '.vpn.example.net'
# hostname: name
# cache: true
# cache_plugin: ansible.builtin.jsonfile
# cache_connection: /tmp/incontrol2
# cache_timeout: 3600

# constructed.incontrol2.yml: your own variables and groups. Any member can be absent.
# plugin: wanfleet.peplink.incontrol2
# address_sources: [ddns, public_wan]
# fields: [expiry_date, latitude, longitude]
# default_groups: [tag, status]
# compose:
#   peplink_port: 8443 if 'depot' in incontrol2.tags | default([]) else 443
#   peplink_management_cost: "'metered' if 'van' in incontrol2.tags | default([]) else 'flat'"
# groups:
#   expiring: incontrol2.expiry_date | default('9999') < '2027-06'
#   cellular: "'MAX' in incontrol2.product_name | default('')"
# keyed_groups:
#   - prefix: site
#     key: incontrol2.group_name | default('none')

# appliance.incontrol2.yml: a private appliance with a certificate of its own.
# plugin: wanfleet.peplink.incontrol2
# url: https://incontrol.example.net
# ca_path: /etc/ssl/incontrol.pem
# address_sources: [incontrol]
"""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible.utils.unsafe_proxy import wrap_var

from ..module_utils._client.transport import Clock
from ..module_utils._common.connection_options import ConnectionOptions
from ..module_utils._common.errors import PeplinkError, Refused
from ..module_utils._common.redaction import printable
from ..plugin_utils._incontrol import addresses, names
from ..plugin_utils._incontrol.client import Client
from ..plugin_utils._incontrol.fleet import Answers, read_devices
from ..plugin_utils._incontrol.http import RequestsHttp
from ..plugin_utils._incontrol.records import Device

FILE_NAMES = ("incontrol2.yml", "incontrol2.yaml")
CONNECTION = ("validate_certs", "ca_path", "use_proxy", "timeout", "token_cache", "token_cache_dir")


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):  # type: ignore[misc]
    """Reads devices of InControl 2 into the inventory."""

    NAME = "wanfleet.peplink.incontrol2"

    def verify_file(self, path: str) -> bool:
        """Whether the file is meant for this plugin, by its name."""
        return bool(super().verify_file(path)) and path.endswith(FILE_NAMES)

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        """Fill the inventory. Raises AnsibleParserError with what was being done, where, what was answered, what to check."""
        super().parse(inventory, loader, path, cache)
        self._read_config_data(path)
        self._client: Client | None = None
        try:
            self._fill(path, cache)
        except PeplinkError as error:
            problem = str(error)
        else:
            return
        finally:
            self._leave()
        # Out of the except block: Ansible would show what the error came from, too.
        raise AnsibleParserError(problem)

    def _fill(self, path: str, cache: bool) -> None:
        connection = self._connection()
        keep, key = bool(self.get_option("cache")), self._key(path, connection)
        kept = self._cache.get(key) if keep and cache else None
        answers = Answers(kept if isinstance(kept, Mapping) else {}, lambda: self._ask(connection), connection.device)
        warn = self.display.warning
        options = {name: self.get_option(name) for name in ("organizations", "device_groups", "fresh_status")}
        devices = read_devices(answers, options["organizations"], options["device_groups"], fresh=options["fresh_status"], warn=warn)
        done: set[str] = set()
        for device, host in zip(devices, names.host_names(devices, self.get_option("hostname")), strict=True):
            if host in done:
                warn(f"{connection.device}: device {printable(device.id)} is left out: another one is named {host} too.")
            else:
                self._add(device, host)
                done.add(host)
        if keep and answers.grown:
            self._cache[key] = answers.known

    def _add(self, device: Device, host: str) -> None:
        strict = self.get_option("strict")
        variables = device.variables(self.get_option("fields"))
        found = addresses.choose(device.value, self.get_option("address_sources"), lambda: self._address(host, variables))
        if found:
            variables["address_source"] = found[1]
        self.inventory.add_host(host)
        self.inventory.set_variable(host, "incontrol2", wrap_var(variables))
        if found:
            self.inventory.set_variable(host, "ansible_host", wrap_var(found[0]))
        prefix = self.get_option("group_prefix")
        own = list(names.default_groups(variables, self.get_option("default_groups"), prefix))
        for group in own if found else [*own, names.no_address(prefix)]:
            self.inventory.add_child(self.inventory.add_group(group), host)
        known = self.inventory.get_host(host).get_vars()
        self._set_composite_vars(self.get_option("compose"), known, host, strict=strict)
        self._add_host_to_composed_groups(self.get_option("groups"), known, host, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), known, host, strict=strict)

    def _address(self, host: str, variables: Mapping[str, Any]) -> Any:
        expression = self.get_option("address_expression")
        if not expression:
            advice = "Set it, or take expression out of address_sources."
            raise Refused("choosing an address", host, "address_expression is missing", advice)
        try:
            return self._compose(expression, {"inventory_hostname": host, "incontrol2": wrap_var(dict(variables))})
        except AnsibleError as error:
            if self.get_option("strict"):
                raise AnsibleParserError(f"address_expression failed for {host}: {error}") from None
            return None

    def _connection(self) -> ConnectionOptions:
        url = self._text("url")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query or parts.username is not None:
            advice = "It must be https://, a name or address, and a port if it is not 443; no path, no login."
            raise Refused("reading the options", "InControl", f"url is not usable: {printable(parts.hostname or 'no host')}", advice)
        given = {name: self.get_option(name) for name in CONNECTION}
        client = {name: self._text(name) for name in ("client_id", "client_secret")}
        return ConnectionOptions.from_params({"host": parts.hostname, "port": port or 443, **client, **given})

    def _text(self, name: str) -> str:
        value = self.get_option(name)
        self.templar.available_variables = self._vars
        return str(self.templar.template(value)) if value else ""

    def _ask(self, connection: ConnectionOptions) -> Client:
        """The client, made when the first answer is missing."""
        if self._client is None:
            self._client = Client(connection, RequestsHttp(connection), Clock())
        return self._client

    def _leave(self) -> None:
        if self._client is not None:
            self._client.close()
            for text in self._client.warnings:
                self.display.warning(text)
        self.display.vv(f"incontrol2: {self._client.requests if self._client else 0} requests.")

    def _key(self, path: str, connection: ConnectionOptions) -> str:
        """Where the answers are kept: another account sees other things."""
        account = hashlib.sha256(f"{connection.device}\0{connection.client_id}".encode()).hexdigest()[:12]
        return f"{self.get_cache_key(path)}_{account}"
