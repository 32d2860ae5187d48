# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The options for the address and the credentials of a router."""

    DOCUMENTATION = r"""
options:
  host:
    description:
      - Host name or IP address of the router. No scheme, no port, no path. An IPv6 address may have brackets and a zone.
      - Defaults to the first of these that is set. The inventory variables C(peplink_host) and C(ansible_host), the environment variable
        E(PEPLINK_HOST), the name of the host in the inventory.
    type: str
  port:
    description:
      - TCP port of Web Admin on the router.
      - Defaults to V(443), or V(80) with O(use_tls=false).
      - "Inventory variable: C(peplink_port). Environment variable: E(PEPLINK_PORT)."
    type: int
  use_tls:
    description:
      - Whether to use HTTPS. With V(false), all data, including secrets, is sent in clear text.
      - "Inventory variable: C(peplink_use_tls). Environment variable: E(PEPLINK_USE_TLS)."
    type: bool
    default: true
  username:
    description:
      - Name of a Web Admin user. Changes require a user with full access; for reading, a read-only user is enough.
      - Requires O(password). The module logs in, and logs out when it ends.
      - "Inventory variables: C(peplink_username), then C(ansible_user). Environment variable: E(PEPLINK_USERNAME)."
    type: str
  password:
    description:
      - Password of O(username). The module does not repeat a refused login, because that could lock the user out.
      - Quote it; a number is refused, because YAML reads 0042 as another one. In an INI inventory, the value needs quotes within quotes.
      - "Inventory variables: C(peplink_password), then C(ansible_password). Environment variable: E(PEPLINK_PASSWORD)."
    type: str
  client_id:
    description:
      - ID of an API client of the router. Requires O(client_secret).
      - A client with scope C(api) can change the configuration, a client with scope C(api.read-only) can only read.
      - "Inventory variable: C(peplink_client_id). Environment variable: E(PEPLINK_CLIENT_ID)."
    type: str
  client_secret:
    description:
      - Secret of the API client O(client_id).
      - Quote it, as O(password); a number is refused.
      - "Inventory variable: C(peplink_client_secret). Environment variable: E(PEPLINK_CLIENT_SECRET)."
    type: str
  access_token:
    description:
      - An existing access token. The module neither renews nor revokes it.
      - Quote it, as O(password); a number is refused.
      - "Inventory variable: C(peplink_access_token). Environment variable: E(PEPLINK_ACCESS_TOKEN)."
    type: str
  validate_certs:
    description:
      - Whether the certificate of the router must be valid for its name and signed by a trusted authority.
      - Routers ship with self-signed certificates. Prefer O(cert_fingerprint) or O(ca_path) to V(false). With V(false), anybody on the
        network path can read the credentials.
      - Has no effect if O(cert_fingerprint) is set.
      - "Inventory variable: C(peplink_validate_certs). Environment variable: E(PEPLINK_VALIDATE_CERTS)."
    type: bool
    default: true
  ca_path:
    description:
      - PEM file with trusted certificates, or a directory of them prepared with C(openssl rehash).
      - Defaults to E(REQUESTS_CA_BUNDLE), then E(CURL_CA_BUNDLE), then the authorities that the Python library trusts.
      - "Inventory variable: C(peplink_ca_path). Environment variable: E(PEPLINK_CA_PATH)."
    type: path
  cert_fingerprint:
    description:
      - SHA-256 fingerprint of the certificate of the router. 64 hexadecimal digits, with or without colons, or the whole line
        that C(openssl) prints.
      - If set, only this certificate is accepted, whatever its issuer, name and dates are.
      - C(openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -fingerprint -sha256) prints it. Run this command over a
        trusted network, or compare the result with the certificate in Web Admin.
      - "Inventory variable: C(peplink_cert_fingerprint). Environment variable: E(PEPLINK_CERT_FINGERPRINT)."
    type: str
  timeout:
    description:
      - Maximum time to wait for a connection, and for the next data of an answer, in seconds. Increase it for slow links.
      - A whole exchange, from the connection to the last byte of the answer, can take five times as long, 150 seconds with V(30). For
        comparison, a client list of 200 KB takes 25 seconds on an idle link of 64 kbit/s. The module does not repeat a request that exceeds
        this limit.
      - From V(1) to V(3600).
      - "Inventory variable: C(peplink_timeout). Environment variable: E(PEPLINK_TIMEOUT)."
    type: int
    default: 30
  retries:
    description:
      - Number of times to repeat a request when the link fails, with pauses that grow from half a second to eight seconds.
      - A request that changes something is repeated only if none of it was sent. Otherwise the router may have processed it.
      - "Inventory variable: C(peplink_retries). Environment variable: E(PEPLINK_RETRIES)."
    type: int
    default: 3
  use_proxy:
    description:
      - Whether to use the proxy from the usual environment variables (E(https_proxy), E(http_proxy), E(no_proxy)).
      - "Inventory variable: C(peplink_use_proxy). Environment variable: E(PEPLINK_USE_PROXY)."
    type: bool
    default: true
  token_cache:
    description:
      - Whether to store the access token of O(client_id) in a file for later tasks. Keep it enabled, because routers limit how often they
        grant tokens.
      - With V(false), each task requests its own token and revokes it when it ends.
      - "Inventory variable: C(peplink_token_cache). Environment variable: E(PEPLINK_TOKEN_CACHE)."
    type: bool
    default: true
  token_cache_dir:
    description:
      - Directory of the token cache. It contains one file per router and client, with mode 0600 in a directory with mode 0700. In addition to
        the token, a file contains a keyed hash of O(client_secret), so that the token is only used with the same secret.
      - A task that waits longer than O(timeout) for another task to renew the token continues without the cache.
      - If the directory is not usable or belongs to another user, the task warns and continues without a cache.
      - "Inventory variable: C(peplink_token_cache_dir). Environment variable: E(PEPLINK_TOKEN_CACHE_DIR)."
    type: path
    default: ~/.ansible/peplink/tokens
  record_dir:
    description:
      - Directory with one record per router, on the host that runs the module. The files have mode 0600.
      - A record contains a salted hash of each value that was written last, a slow hash for secrets, and whether staged changes were not
        applied yet. It contains no value in clear text.
      - A router is identified by O(host), O(port), its certificate and the user or API client. A record of another router that was reached at the
        same address, such as through a tunnel, is not used. Without TLS, or with O(access_token) alone, the rest identifies it.
      - With another address, certificate, user or API client, or on another controller, there is no record, and unreadable values are written once
        more, which is safe. Keep the directory between runs if controllers are short-lived, such as in containers.
      - Several tasks may work on one router at the same time. Values that they wrote at the same time are written once more by the next run.
      - Modules that neither change the configuration nor depend on what is staged ignore it.
      - "Inventory variable: C(peplink_record_dir). Environment variable: E(PEPLINK_RECORD_DIR)."
    type: path
    default: ~/.ansible/peplink/records
requirements:
  - Python 3.10 or later, and the Python libraries requests (2.25.1 or later) and urllib3 (1.26.5 or later), on the host that runs the
    module. That is the controller, unless the task is delegated.
notes:
  - Each connection option can be set in the task, in C(module_defaults), by an inventory variable C(peplink_<option>), or by an environment
    variable C(PEPLINK_<OPTION>). The first that is set takes precedence. An empty environment variable
    counts as not set. Tasks need no connection options when the inventory has them.
  - The first complete set of credentials is used. O(access_token), then O(client_id) with O(client_secret), then O(username) with
    O(password).
  - A token of O(client_id) is reused until 90 % of its lifetime have passed, or until the router refuses it.
  - The module runs on the controller, inside the Ansible process. It copies nothing and does not use SSH, so C(connection) has no effect.
    The task keyword C(environment) has no effect either.
  - With C(async), or with C(delegate_to) another host, it runs as an ordinary module. It gets all connection options that were found on the
    controller. Files (token cache, records, O(ca_path)) are on the host that runs it.
  - With C(async), also set C(delegate_to), for example to V(localhost). Otherwise Ansible tries to reach the router itself by SSH. Ansible
    polls the job with the C(ansible_python_interpreter) of the router's inventory entry.
  - The result of a failed task contains the category of the failure in C(error). V(unreachable), V(tls) (certificate or handshake),
    V(protocol) (the answer is not from this API), V(unauthorized), V(rejected) (by the router), V(unsupported) (by its firmware or model),
    V(refused) (by the module, before anything was written), V(stale) (the same, because the router or its intent is no longer what was
    planned), V(not_in_effect) (the router accepted the change but does not show it, or is not healthy). Failures outside of the module,
    such as misspelt options, have no category.
"""
