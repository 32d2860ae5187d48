# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Workloads of tasks that run once and read all routers: audit, plan and figures."""

from __future__ import annotations

import json
from dataclasses import replace

from fleet import SimulatedFleet
from measuring import LATENCY, MOST_REQUESTS, Result, Setting, in_turn, sequence, tabulated
from playbook import Bench, Variant
from report import verdict

MOST_AUDIT_SECONDS = 180.0
MOST_CPU_OF_FEWER = 1.3
# 25 ms on a machine on which debug takes 30.
MOST_PLAN_CPU_OF_DEBUG = 25 / 30
MOST_PLAN_MEGABYTES = 400
MOST_FIGURES_CPU_MS = 50
MOST_GROWTH = 1.2


def audit(setting: Setting) -> Result:
    """An audit with its report: what it costs per router must not depend on how many there are."""
    result = Result()
    few, many = (10, 50) if setting.quick else (250, 1000)
    variant = Variant("audit", "audit", forks=20, steps=0, once=True)
    with SimulatedFleet(setting.directory / "fleet", many) as fleet:
        bench = Bench(setting.directory, fleet, 10)
        bench.run(variant, many, 1)  # every router grants a token
        figures = {}
        for hosts in (few, many):
            runs = in_turn(bench, [Variant("debug", "debug", forks=20), variant], hosts, 1, setting.repeats or 1)
            figures[hosts] = tabulated(result, "audit with report", runs, hosts, 1)["variants"]["audit"]
    report = setting.directory / "audit"
    found = json.loads((report / "audit.json").read_text(encoding="utf-8"))["summary"]["status"]
    size = (report / "audit.html").stat().st_size / 1e6
    wall, ratio = figures[many]["wall_seconds"], figures[many]["cpu_ms_per_task"] / figures[few]["cpu_ms_per_task"]
    target = f"(target: at most {MOST_AUDIT_SECONDS:.0f} for 1000)"
    text = f"audit of {many} routers with its page of {size:.1f} MB in {wall:.1f} s {target}"
    result.verdicts.append(verdict(wall <= MOST_AUDIT_SECONDS * many / 1000, text))
    target = f"(target: at most {MOST_CPU_OF_FEWER})"
    text = f"audit takes {ratio:.2f} x the processor time per router for {many} routers as for {few} {target}"
    result.verdicts.append(verdict(ratio <= MOST_CPU_OF_FEWER, text))
    result.require(found["drifted"] == many, f"audit: {found['drifted']} of {many} routers that differ are reported as drifted")
    most = max(runs["most_requests"] for runs in figures.values())
    result.require(most <= MOST_REQUESTS, f"audit: at most {most} requests to a router (target: at most {MOST_REQUESTS})")
    return result


def plan(setting: Setting) -> Result:
    """One task that compares many routers, all as wanted, beside debug on the same hosts."""
    result = Result()
    few, many = (10, 50) if setting.quick else (250, 1000)
    variant, floor = Variant("plan", "plan", forks=20, once=True), Variant("debug", "debug", forks=20)
    with SimulatedFleet(setting.directory / "fleet", many) as fleet:
        bench = Bench(setting.directory, fleet, 10)
        bench.run(Variant("unchanged", "whole", forks=20), many, 1)  # brings all there
        figures = {}
        for hosts in (few, many):
            figures[hosts] = tabulated(result, "plan", in_turn(bench, [floor, variant], hosts, 1, setting.rounds), hosts, 1)["variants"]["plan"]
        watched = bench.run(replace(variant, watch_memory=True), many, 1)
        fleet.answer_late(LATENCY)
        late = in_turn(bench, [variant], many, 1, setting.repeats or 1)
        slow = tabulated(result, f"plan, {LATENCY * 1000:.0f} ms per request", late, many, 1)["variants"]["plan"]
    wall, cpu = figures[many]["wall_to"]["debug"], figures[many]["cpu_to"]["debug"]
    result.verdicts.append(verdict(wall <= 1, f"plan of {many} routers takes {wall:.2f} x the time of debug (target: less)"))
    target = f"(target: at most {MOST_PLAN_CPU_OF_DEBUG:.2f})"
    result.verdicts.append(verdict(cpu <= MOST_PLAN_CPU_OF_DEBUG, f"plan of {many} routers takes {cpu:.2f} x the processor time of debug {target}"))
    growth = figures[many]["wall_seconds"] / many / (figures[few]["wall_seconds"] / few)
    target = f"(target: at most {MOST_GROWTH})"
    result.verdicts.append(verdict(growth <= MOST_GROWTH, f"plan takes {growth:.2f} x the time per router for {many} routers as for {few} {target}"))
    ratio = slow["wall_seconds"] / figures[many]["wall_seconds"]
    text = f"plan of {many} routers with {LATENCY * 1000:.0f} ms per request takes {ratio:.2f} x the time without (target: at most 2)"
    result.verdicts.append(verdict(ratio <= 2, text))
    megabytes = watched.megabytes
    result.verdicts.append(verdict(megabytes <= MOST_PLAN_MEGABYTES, f"plan of {many} routers: {megabytes:.0f} MB (target: at most {MOST_PLAN_MEGABYTES})"))
    most = figures[many]["most_requests"]
    result.require(most <= MOST_REQUESTS, f"plan: at most {most} requests to a router (target: at most {MOST_REQUESTS})")
    return result


def figures(setting: Setting) -> Result:
    """The figures role on few and on many routers, beside debug on the same hosts, and the size of its files."""
    result = Result()
    few, many = (10, 50) if setting.quick else (250, 1000)
    variant = Variant("figures", "figures", forks=20, steps=0, once=True)
    with SimulatedFleet(setting.directory / "fleet", many) as fleet:
        bench = Bench(setting.directory, fleet, 10)
        bench.run(variant, many, 1)  # Everybody has a token then.
        result.sequences["figures"] = sequence(bench, fleet, variant)
        costs = {}
        for hosts in (few, many):
            runs = in_turn(bench, [Variant("debug", "debug", forks=20), variant], hosts, 1, setting.repeats or 1)
            costs[hosts] = tabulated(result, "figures with files", runs, hosts, 1)["variants"]["figures"]
        watched = bench.run(replace(variant, watch_memory=True), many, 1)
    directory = setting.directory / "figures"
    sizes = {path.name: path.stat().st_size / 1e6 for path in sorted(directory.rglob("*.*"))}
    wall, cpu, times = costs[many]["wall_seconds"], costs[many]["cpu_ms_per_task"], costs[many]["wall_to"]["debug"]
    result.verdicts.append(f"compare: figures of {many} routers in {wall:.1f} s, {times:.2f} x the time of debug, with {watched.megabytes:.0f} MB")
    target = f"(target: at most {MOST_FIGURES_CPU_MS})"
    result.verdicts.append(verdict(cpu <= MOST_FIGURES_CPU_MS, f"figures take {cpu:.1f} ms of processor time per router, files included {target}"))
    result.verdicts.append(f"compare: files of {many} routers: {', '.join(f'{name} {size:.2f} MB' for name, size in sizes.items())}")
    asked = result.sequences["figures"]
    most = costs[many]["most_requests"]
    result.require(most == len(set(asked)) <= MOST_REQUESTS, f"figures: {most} requests to a router, none twice: {', '.join(asked)}")
    found = json.loads((directory / "figures.json").read_text(encoding="utf-8"))["summary"]["status"]
    result.require(found["read"] == many, f"figures: {found['read']} of {many} routers were read")
    return result
