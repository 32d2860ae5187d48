# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of GPIO pins, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The GPIO pins to configure, each one once. Pins that are not listed remain unchanged. The module can change pins, but neither add
        nor remove them.
    type: list
    elements: dict
    suboptions:
      id:
        description:
          - Number of the pin on the router. The error message for a number that does not exist lists the pins of the router.
        type: int
      name:
        description:
          - Name of the pin, exactly as on the router. Without O(config[].id), it must match exactly one pin.
          - With O(config[].id), the new name of the pin.
          - Firmware after 8.3.0.
        type: str
      enable:
        description:
          - Whether the pin is enabled.
        type: bool
      type:
        description:
          - Type of the pin. It must be one of the types that the router offers for this pin.
          - A new type requires O(config[].mode) in the same entry.
        type: str
        choices: [digital_input, digital_output, analog_input]
      mode:
        description:
          - Function of the pin. It must be one of the modes that the router offers for this pin and O(config[].type).
          - Inputs have V(input_sensing), digital ones also V(ignition_sensing), analog ones also V(voltage_measurement) and
            V(analog_testing). Outputs have V(wan_status) and V(toggle_high).
        type: str
        choices: [input_sensing, ignition_sensing, wan_status, voltage_measurement, analog_testing, toggle_high]
      custom_states:
        description:
          - Names of the levels of the pin. Firmware after 8.3.0.
          - If the router does not show any names, they are treated as write-only.
        type: dict
        suboptions:
          high:
            description:
              - Name of the high level.
            type: str
          low:
            description:
              - Name of the low level.
            type: str
      delay:
        description:
          - Time that a level must last to take effect, from V(1) to V(3600). The vendor does not publish the unit, presumably seconds.
          - With O(config[].type=digital_input) and O(config[].type=analog_input).
        type: int
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  gpios:" + _LIST.replace("O(config[", "O(gpios[")
