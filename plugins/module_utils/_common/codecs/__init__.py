# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Codecs: how one value looks as an option, in a GET answer and in a POST body. Pure: nothing here knows a resource, a session or Ansible."""
