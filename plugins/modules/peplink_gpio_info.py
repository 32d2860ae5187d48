#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_gpio_info
short_description: Read the GPIO pins of a Peplink router
version_added: 0.1.0
description:
  - Returns the levels of the GPIO pins of a Peplink or Pepwave router, and on request their configuration and capabilities.
  - For their configuration see M(wanfleet.peplink.peplink_gpio).
options:
  sections:
    description:
      - What to read. V(inputs) and V(outputs) are levels. They need firmware 8.5.0, and may be missing from firmware 8.5.2 on, whose
        documentation does not list them.
      - V(settings) needs firmware 8.1.1. The API reads it with a POST of an empty list, which changes nothing but requires write permission.
      - Sections that the router does not support are omitted with a warning, unless it supports none of them.
    type: list
    elements: str
    choices: [inputs, outputs, settings]
    default: [inputs, outputs]
  types:
    description:
      - Return only pins of these types. Defaults to all.
    type: list
    elements: str
    choices: [analog, digital]
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.status
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing, so check mode makes no difference.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
    details:
      - The module changes nothing.
seealso:
  - module: wanfleet.peplink.peplink_gpio
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the levels of the GPIO pins
  wanfleet.peplink.peplink_gpio_info:
  register: router

- name: Show the measured values
  ansible.builtin.debug:
    msg: "{{ router.gpio.inputs | selectattr('voltage', 'defined') | items2dict(key_name='name', value_name='voltage') }}"

- name: Read the capabilities of the pins
  wanfleet.peplink.peplink_gpio_info:
    sections: [settings]

- name: Read the analogue inputs
  wanfleet.peplink.peplink_gpio_info:
    sections: [inputs]
    types: [analog]
"""

RETURN = r"""
gpio:
  description:
    - The pins. It has the lists that O(sections) names.
  returned: success
  type: dict
  contains:
    inputs:
      description: The inputs, in the order of the router.
      returned: if O(sections) has V(inputs), and the router has the function
      type: list
      elements: dict
      contains:
        id:
          description: Number of the pin.
          type: int
          sample: 1
        name:
          description: Its name.
          type: str
          sample: Ignition
        type:
          description: V(digital_input) or V(analog_input).
          type: str
          sample: digital_input
        enable:
          description: Whether it is enabled.
          type: bool
          sample: true
        state:
          description: V(0) or V(1).
          returned: of a digital input that is enabled
          type: int
          sample: 1
        voltage:
          description: Volts.
          returned: of an analogue input that is enabled
          type: float
          sample: 12.61
    outputs:
      description: The outputs, in the order of the router.
      returned: if O(sections) has V(outputs), and the router has the function
      type: list
      elements: dict
      contains:
        id:
          description: Number of the pin.
          type: int
          sample: 2
        name:
          description: Its name.
          type: str
          sample: Lamp
        type:
          description: V(digital_output).
          type: str
          sample: digital_output
        enable:
          description: Whether it is enabled.
          type: bool
          sample: true
        state:
          description: V(0) or V(1). Some firmware calls it a voltage.
          returned: if it is enabled
          type: int
          sample: 1
    settings:
      description:
        - The pins as they are set up, in the shape of the option C(config) of M(wanfleet.peplink.peplink_gpio), and C(capabilities) besides.
      returned: if O(sections) has V(settings)
      type: list
      elements: dict
      sample:
        - id: 1
          name: Ignition
          enable: true
          type: digital_input
          mode: ignition_sensing
          custom_states: {high: 'On', low: 'Off'}
          delay: 5
          capabilities:
            name: I/O 1
            types: [digital_input, analog_input]
            modes: {digital_input: [input_sensing, ignition_sensing], analog_input: [input_sensing, voltage_measurement]}
raw:
  description:
    - What the router answered, as it came.
  returned: if O(raw) is set
  type: dict
  contains:
    inputs:
      description: The answer of the function C(status.gpio.input).
      returned: if it was asked
      type: dict
      sample: {'1': {name: Ignition, type: digital_input, enable: true, state: 1}, order: [1]}
    outputs:
      description: The answer of the function C(status.gpio.output).
      returned: if it was asked
      type: dict
      sample: {'2': {name: Lamp, type: digital_output, enable: true, state: 1}, order: [2]}
    settings:
      description: The answer of the function C(config.gpio).
      returned: if it was asked
      type: dict
      sample: {'3': {enable: false, type: analog_input, mode: voltage_measurement, delay: 10}, order: [3]}
calls:
  description:
    - The requests that were sent to the router, in order, without secrets. See RV(wanfleet.peplink.peplink_api#module:calls).
  returned: always
  type: list
  elements: dict
  sample: [{method: GET, function: info.firmware, outcome: ok}]
device:
  description:
    - The router and its firmware. See RV(wanfleet.peplink.peplink_api#module:device).
  returned: always
  type: dict
  sample: {host: 192.0.2.10, port: 443, firmware: 8.5.2s011 build 5401}
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._facts.gpio import DEFAULT_SECTIONS, GPIO_PINS, SECTIONS
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.info_module import info_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.gpio import TYPES

MODULE = info_module(
    GPIO_PINS,
    {
        "sections": {"type": "list", "elements": "str", "choices": list(SECTIONS), "default": list(DEFAULT_SECTIONS)},
        "types": {"type": "list", "elements": "str", "choices": list(TYPES)},
    },
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
