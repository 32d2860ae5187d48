# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The options that say how a router is reached and who asks."""

    DOCUMENTATION = r"""
options:
  host:
    description:
      - Host name or IP address of the router. No scheme, no port, no path. An IPv6 address may have brackets and a zone.
      - If the task does not set it, the first of these counts. The inventory variables C(peplink_host) and C(ansible_host),
        the environment variable E(PEPLINK_HOST), the name of the host in the inventory.
    type: str
  port:
    description:
      - TCP port of Web Admin on the router.
      - If it is set nowhere, V(443) is used, or V(80) with O(use_tls=false).
      - "Inventory variable: C(peplink_port). Environment variable: E(PEPLINK_PORT)."
    type: int
  use_tls:
    description:
      - Whether to use HTTPS. With V(false) everything, secrets included, crosses the network in the clear.
      - "Inventory variable: C(peplink_use_tls). Environment variable: E(PEPLINK_USE_TLS)."
    type: bool
    default: true
  username:
    description:
      - Name of a user of Web Admin. Changes need a user with full access, reading needs a read-only user.
      - Needs O(password). The module logs in, and logs out at its end.
      - "Inventory variables: C(peplink_username), then C(ansible_user). Environment variable: E(PEPLINK_USERNAME)."
    type: str
  password:
    description:
      - Password of O(username). A login that the router refuses is not tried again, because that could lock the user out.
      - "Inventory variables: C(peplink_password), then C(ansible_password). Environment variable: E(PEPLINK_PASSWORD)."
    type: str
  client_id:
    description:
      - ID of an API client of the router. Needs O(client_secret).
      - A client of scope C(api) may change the configuration, one of scope C(api.read-only) may only read.
      - "Inventory variable: C(peplink_client_id). Environment variable: E(PEPLINK_CLIENT_ID)."
    type: str
  client_secret:
    description:
      - Secret of the API client O(client_id).
      - "Inventory variable: C(peplink_client_secret). Environment variable: E(PEPLINK_CLIENT_SECRET)."
    type: str
  access_token:
    description:
      - An access token that was granted before. It is used as it is, and neither renewed nor revoked.
      - "Inventory variable: C(peplink_access_token). Environment variable: E(PEPLINK_ACCESS_TOKEN)."
    type: str
  validate_certs:
    description:
      - Whether the certificate of the router must be valid for its name, and signed by an authority that is trusted.
      - Routers ship with self-signed certificates. Set O(cert_fingerprint) or O(ca_path) rather than V(false) here. With V(false)
        anybody on the path can read the credentials.
      - Not looked at when O(cert_fingerprint) is set.
      - "Inventory variable: C(peplink_validate_certs). Environment variable: E(PEPLINK_VALIDATE_CERTS)."
    type: bool
    default: true
  ca_path:
    description:
      - PEM file with the certificates to trust, or a directory of them prepared with C(openssl rehash).
      - If it is set nowhere, E(REQUESTS_CA_BUNDLE) and E(CURL_CA_BUNDLE) count, then the authorities that the Python library trusts.
      - "Inventory variable: C(peplink_ca_path). Environment variable: E(PEPLINK_CA_PATH)."
    type: path
  cert_fingerprint:
    description:
      - SHA-256 fingerprint of the certificate of the router. 64 hexadecimal digits, with or without colons. The line that C(openssl)
        prints can be given as it is.
      - If set, exactly this certificate is accepted, whoever signed it and whatever its name and dates are.
      - C(openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -fingerprint -sha256) prints it. Run that over a path that
        you trust, or compare the result with the certificate as Web Admin shows it.
      - "Inventory variable: C(peplink_cert_fingerprint). Environment variable: E(PEPLINK_CERT_FINGERPRINT)."
    type: str
  timeout:
    description:
      - How long to wait for a connection, and how long for further data of an answer, in seconds. Raise it for slow links.
      - An exchange as a whole, from the connection to the last byte of the answer, may take five times as long. With V(30) that is
        150 seconds. A client list of 200 KB takes 25 of them on an idle link of 64 kbit/s. What takes longer is not asked again.
      - From V(1) to V(3600).
      - "Inventory variable: C(peplink_timeout). Environment variable: E(PEPLINK_TIMEOUT)."
    type: int
    default: 30
  retries:
    description:
      - How often to repeat a request when the link fails, with pauses that grow from half a second to eight.
      - A request that changes something is repeated like this only when nothing of it has left. Otherwise it may have been carried out.
      - "Inventory variable: C(peplink_retries). Environment variable: E(PEPLINK_RETRIES)."
    type: int
    default: 3
  use_proxy:
    description:
      - Whether to use the proxy that the usual environment variables name (E(https_proxy), E(http_proxy), E(no_proxy)).
      - "Inventory variable: C(peplink_use_proxy). Environment variable: E(PEPLINK_USE_PROXY)."
    type: bool
    default: true
  token_cache:
    description:
      - Whether to keep the access token of O(client_id) in a file for the next tasks. Routers limit how often tokens are granted, so leave
        it on.
      - With V(false) each task asks for a token of its own and revokes it at its end.
      - "Inventory variable: C(peplink_token_cache). Environment variable: E(PEPLINK_TOKEN_CACHE)."
    type: bool
    default: true
  token_cache_dir:
    description:
      - Directory of the token cache. One file per router and client, of mode 0600 in a directory of mode 0700. Beside the token it has a
        keyed hash of O(client_secret), so that another secret does not find it.
      - A task that waits longer than O(timeout) for another one to renew the token goes on without the cache.
      - A directory that cannot be used, or that belongs to somebody else, gives a warning. The task then goes on without a cache.
      - "Inventory variable: C(peplink_token_cache_dir). Environment variable: E(PEPLINK_TOKEN_CACHE_DIR)."
    type: path
    default: ~/.ansible/peplink/tokens
requirements:
  - Python 3.10 or later, and the Python library requests, on the host that runs the module. That is the controller, unless the task is
    delegated.
notes:
  - Each connection option can be set in the task, in C(module_defaults), by an inventory variable C(peplink_<option>), or by an environment
    variable C(PEPLINK_<OPTION>). The first that is set counts, and an environment variable without content is not set. So
    tasks need no connection options when the inventory has them.
  - The first complete set of credentials counts. O(access_token), then O(client_id) with O(client_secret), then O(username) with
    O(password).
  - A token that was granted to O(client_id) is kept until 90 % of its life are over, or until the router refuses it.
  - The module runs on the controller, inside the Ansible process. Nothing is copied and nothing connects by SSH, so C(connection) does not
    matter. The task keyword C(environment) has no effect there.
  - With C(async), or with C(delegate_to) another host that alone reaches the router, it runs as an ordinary module. The connection options
    go along, wherever on the controller they were found. Files (token cache, records, O(ca_path)) are those of the host that runs it.
  - Together with C(async) set C(delegate_to), for example to V(localhost). Otherwise Ansible tries to reach the router itself by SSH. It
    asks for the state of the job with the C(ansible_python_interpreter) of the router's inventory entry.
  - The result of a failed task has a word for the kind of failure in C(error), for playbooks that tell failures apart. V(unreachable), V(tls)
    (certificate or handshake), V(protocol) (something else than this API answered), V(unauthorized), V(rejected) (by the router),
    V(unsupported) (by its firmware or model), V(refused) (by the module, before anything was written), V(not_in_effect) (the router took the
    change but does not show it, or is not healthy). Failures that the module does not meet itself, such as misspelt options, have none.
"""
