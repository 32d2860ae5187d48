# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The workloads. Each has its own simulated routers and states its own targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from at_once import audit, figures, plan
from fleet import SimulatedFleet
from measuring import DEBUG, LATENCY, MOST_REQUESTS, Result, Setting, in_turn, sequence, tabulated
from playbook import Bench, Run, Variant
from report import verdict

VARIANTS = ("debug", "in_process", "module", "uri")

MOST_CPU_OF_DEBUG = 2.5
LEAST_SPEED_OF_URI = 6.0
MOST_CPU_OF_DEBUG_FOR_ALL = 3.0
MOST_FLEET_SECONDS = 60.0
MOST_PROVISION_SECONDS = 25.0
DIFFERING = 5
MOST_TASKS = 1
SLICE_FORKS = 20

SEQUENCES = {
    "first change": [
        "POST auth.token.grant",
        "GET config.wan.connection",
        "POST config.wan.connection",
        "POST cmd.config.apply",
        "GET config.wan.connection",
    ],
    "unchanged, token cached": ["GET config.wan.connection"],
}
WRITES = {
    "POST config.wan.connection",
    "POST config.wan.connection.priority",
    "POST config.ssid.profile",
    "POST config.mesh",
    "POST cmd.config.apply",
}


def one_task(setting: Setting) -> Result:
    """A task of one module, beside debug, the same as an ordinary module, and uri."""
    result = Result()
    workloads = [(10, 3), (40, 1)] if setting.quick else [(40, 3), (200, 1)]
    with SimulatedFleet(setting.directory / "fleet", max(hosts for hosts, _tasks in workloads)) as fleet:
        bench = Bench(setting.directory, fleet, setting.forks, tokens="uri" in setting.variants)
        # These bring all routers to what the playbooks want, and cache the tokens.
        for what, expected in SEQUENCES.items():
            seen = result.sequences[what] = sequence(bench, fleet, Variant("in_process", "in_process"))
            result.require(seen == expected, f"{what}: {len(seen)} request(s) to a router: {', '.join(seen)}")
        for hosts, tasks in workloads:
            variants = [Variant(name, name) for name in setting.variants]
            summary = tabulated(result, "one module", in_turn(bench, variants, hosts, tasks, setting.rounds), hosts, tasks)
            result.verdicts += [f"{line}, {hosts} hosts x {tasks}" for line in _speed(summary)]
    return result


def whole_device(setting: Setting) -> Result:
    """Three WANs, their priorities, two SSIDs and a mesh in one task."""
    result = Result()
    hosts, tasks = (10, 2) if setting.quick else (40, 3)
    wanted, otherwise = Variant("unchanged", "whole"), Variant("changed", "whole_otherwise")
    one, four = [Variant(f"reads {reads}", "whole", {"parallel_reads": reads}) for reads in (1, 4)]
    with SimulatedFleet(setting.directory / "fleet", hosts) as fleet:
        bench = Bench(setting.directory, fleet, setting.forks)
        for what, variant in {
            "whole device, first change": wanted,
            "whole device, unchanged": wanted,
            "whole device, changed": otherwise,
            "whole device, changed back": wanted,
        }.items():
            result.sequences[what] = sequence(bench, fleet, variant)
        unchanged = in_turn(bench, [DEBUG, wanted, one, four], hosts, tasks, setting.rounds)
        summary = tabulated(result, "whole device, unchanged", unchanged, hosts, tasks)
        fleet.answer_late(LATENCY)
        late = in_turn(bench, [one, four], hosts, 1, setting.rounds)
        slow = tabulated(result, f"whole device, unchanged, {LATENCY * 1000:.0f} ms per request", late, hosts, 1)
        fleet.answer_late(0)
        # Each way is a change of everything; a round is there and back.
        changed = in_turn(bench, [DEBUG, otherwise, Variant("changed back", "whole")], hosts, 1, setting.rounds, changing=True)
        changes = tabulated(result, "whole device, changed in every section", changed, hosts, 1)
    _judge_requests(result, summary, changes)
    ratio = summary["variants"]["unchanged"]["cpu_to"]["debug"]
    target = f"(target: at most {MOST_CPU_OF_DEBUG_FOR_ALL:.0f})"
    text = f"whole device takes {ratio:.2f} x the processor time of debug {target}, {hosts} hosts x {tasks}"
    result.verdicts.append(verdict(ratio <= MOST_CPU_OF_DEBUG_FOR_ALL, text))
    for how, measured in (("without latency", summary), (f"with {LATENCY * 1000:.0f} ms per request", slow)):
        figures = measured["variants"]["reads 4"]
        cpu, wall = figures["cpu_to"]["reads 1"], figures["wall_to"]["reads 1"]
        result.verdicts.append(f"compare: parallel_reads 4 takes {wall:.2f} x the time and {cpu:.2f} x the processor time of 1, {how}")
    return result


def many_routers(setting: Setting) -> Result:
    """The same for a fleet: does one controller finish within a minute?"""
    result = Result()
    hosts = 50 if setting.quick else 500
    wanted = Variant("unchanged", "whole")
    by_forks = [Variant(f"forks {forks}", "whole", forks=forks) for forks in ((10, 20) if setting.quick else (10, 20, 50))]
    with SimulatedFleet(setting.directory / "fleet", hosts) as fleet:
        bench = Bench(setting.directory, fleet, 10)
        first = bench.run(wanted, hosts, 1)
        result.verdicts.append(
            f"compare: {hosts} routers brought there in {first.wall:.0f} s, with a new token each, "
            f"{first.requests:.0f} requests and {first.applies[1]} apply per router"
        )
        # A single round: it is long enough for the load of the machine to even out.
        measured = in_turn(bench, [DEBUG, *by_forks], hosts, 1, setting.repeats or 1)
        summary = tabulated(result, "many routers, unchanged", measured, hosts, 1)
    for variant in by_forks:
        figures = summary["variants"][variant.name]
        wall, share = figures["wall_seconds"], figures["simulator_share"]
        text = (
            f"{hosts} routers unchanged in {wall:.1f} s with {variant.forks} forks (target: at most {MOST_FLEET_SECONDS:.0f} for 500); "
            f"the simulator took {share:.0%} of the processor time"
        )
        result.verdicts.append(verdict(wall <= MOST_FLEET_SECONDS * hosts / 500, text))
    most = max(summary["variants"][variant.name]["most_requests"] for variant in by_forks)
    text = f"{hosts} routers unchanged: at most {most} requests to a router (target: at most {MOST_REQUESTS})"
    result.require(most <= MOST_REQUESTS, text)
    return result


def divided_fleet(setting: Setting) -> Result:
    """An audit by one worker and by two, as in docs/guides/several-controllers.md."""
    result = Result()
    hosts = 40 if setting.quick else 1000
    with SimulatedFleet(setting.directory / "fleet", hosts) as fleet:
        bench = Bench(setting.directory, fleet, SLICE_FORKS)
        bench.audit(hosts, 2, SLICE_FORKS)  # Everybody has a token then.
        runs: dict[str, list[Run]] = {}
        for _round in range(setting.repeats or 1):
            for workers, name in ((1, "1 worker"), (2, "2 workers")):
                runs.setdefault(name, []).append(bench.audit(hosts, workers, SLICE_FORKS // workers))
        summary = tabulated(result, f"divided fleet, {SLICE_FORKS} forks in all", runs, hosts, 1)
    one, two = (summary["variants"][name] for name in runs)
    result.verdicts.append(
        f"compare: {hosts} routers audited in {one['wall_seconds']:.0f} s by one worker, in {two['wall_seconds']:.0f} s by two with half the forks each; "
        f"the simulator took {two['simulator_share']:.0%} of the processor time"
    )
    same = one["most_requests"] == two["most_requests"] and two["applies"] == (0, 0)
    result.require(same, f"divided fleet: {two['most_requests']} requests to a router by two workers, {one['most_requests']} by one, nothing applied")
    return result


def provision(setting: Setting) -> Result:
    """The provision role on many routers, of which none or a few differ: what do planning, validating and reporting add?"""
    result = Result()
    hosts = 50 if setting.quick else 500
    variant = Variant("provision", "provision", forks=20, steps=0, once=True)
    with SimulatedFleet(setting.directory / "fleet", hosts) as fleet:
        bench = Bench(setting.directory, fleet, 10)
        bench.run(variant, hosts, 1)  # brings all there
        result.sequences["provision, unchanged"] = sequence(bench, fleet, variant)
        runs = in_turn(bench, [Variant("debug", "debug", forks=20), variant], hosts, 1, setting.repeats or 1)
        most = tabulated(result, "role provision, unchanged", runs, hosts, 1)["variants"]["provision"]["most_requests"]
        bench.run(Variant("otherwise", "whole_otherwise", forks=20), DIFFERING, 1)
        changed = bench.run(variant, hosts, 1)
        wall = tabulated(result, f"role provision, {DIFFERING} routers differ", {variant.name: [changed]}, hosts, 1)["variants"]["provision"]["wall_seconds"]
    target = f"(target: at most {MOST_PROVISION_SECONDS:.0f} for 500)"
    text = f"{hosts} routers provisioned, of which {changed.changed} differ, in {wall:.1f} s {target}"
    result.verdicts.append(verdict(wall <= MOST_PROVISION_SECONDS * hosts / 500, text))
    tasks = min(run.ok for run in runs["provision"]) // hosts
    result.require(tasks <= MOST_TASKS, f"provision: {tasks} tasks with work per router (target: at most {MOST_TASKS})")
    asked = ", ".join(result.sequences["provision, unchanged"])
    result.require(most <= MOST_REQUESTS, f"provision, unchanged: at most {most} requests to a router (target: at most {MOST_REQUESTS}): {asked}")
    return result


def facts(setting: Setting) -> Result:
    """The facts min and all of many routers, without and with latency."""
    result = Result()
    hosts = 20 if setting.quick else 200
    least = Variant("min", "facts")
    one, four = [Variant(f"reads {reads}", "facts", {"gather_subset": ["all"], "parallel_reads": reads}) for reads in (1, 4)]
    with SimulatedFleet(setting.directory / "fleet", hosts) as fleet:
        bench = Bench(setting.directory, fleet, setting.forks)
        bench.run(least, hosts, 1)  # caches the tokens
        for variant in (least, one):
            result.sequences[f"facts, {variant.name}"] = sequence(bench, fleet, variant)
        summary = tabulated(result, "facts", in_turn(bench, [DEBUG, least, one, four], hosts, 1, setting.rounds), hosts, 1)
        fleet.answer_late(LATENCY)
        late = in_turn(bench, [least, one, four], hosts, 1, setting.repeats or 1)
        slow = tabulated(result, f"facts, {LATENCY * 1000:.0f} ms per request", late, hosts, 1)
    asked, everything = result.sequences["facts, min"], result.sequences["facts, reads 1"]
    result.require(asked == ["GET info.firmware"], f"facts min, token cached: {len(asked)} request(s) to a router (target: 1): {', '.join(asked)}")
    twice = sorted(name for name in set(everything) if everything.count(name) > 1)
    most = max(figures["most_requests"] for name, figures in summary["variants"].items() if name.startswith("reads"))
    result.require(
        not twice and most == len(everything),
        f"facts all, token cached: {most} requests to a router, none twice: {', '.join(everything)}" + (f"; twice {', '.join(twice)}" if twice else ""),
    )
    for how, measured in (("without latency", summary), (f"with {LATENCY * 1000:.0f} ms per request", slow)):
        walls = {name: figures["wall_seconds"] for name, figures in measured["variants"].items()}
        figures = measured["variants"]["reads 4"]
        cpu, wall = figures["cpu_to"]["reads 1"], figures["wall_to"]["reads 1"]
        result.verdicts.append(
            f"compare: facts of {hosts} routers in {walls['min']:.0f} s for min and {walls['reads 4']:.0f} s for all; "
            f"parallel_reads 4 takes {wall:.2f} x the time and {cpu:.2f} x the processor time of 1, {how}"
        )
    return result


def memory(setting: Setting) -> Result:
    """The resources that the controller and its workers use when many routers are slow at the same time."""
    result = Result()
    hosts, forks = (20, 10) if setting.quick else (500, 100)
    few, many = [Variant(f"forks {count}", "whole", forks=count, watch_memory=True) for count in (1, forks)]
    with SimulatedFleet(setting.directory / "fleet", hosts) as fleet:
        bench = Bench(setting.directory, fleet, setting.forks)
        bench.run(replace(many, watch_memory=False), hosts, 1)  # brings all there
        fleet.answer_late(10 * LATENCY)
        crowd = bench.run(many, hosts, 1)
        fleet.answer_late(0)
        alone = bench.run(few, hosts, 1)
    tabulated(result, "memory", {few.name: [alone], many.name: [crowd]}, hosts, 1)
    result.verdicts.append(
        f"compare: {crowd.megabytes:.0f} MB with {forks} forks ({crowd.processes} processes at a time), {alone.megabytes:.0f} MB with one, "
        f"{hosts} routers in the inventory: {(crowd.megabytes - alone.megabytes) / (forks - 1) * 100:.0f} MB per 100 forks"
    )
    return result


WORKLOADS: Mapping[str, Callable[[Setting], Result]] = {
    "task": one_task,
    "whole": whole_device,
    "fleet": many_routers,
    "provision": provision,
    "audit": audit,
    "plan": plan,
    "figures": figures,
    "facts": facts,
    "slices": divided_fleet,
    "memory": memory,
}


def _judge_requests(result: Result, unchanged: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    most = max(figures["most_requests"] for figures in unchanged["variants"].values()) // unchanged["tasks"]
    asked = ", ".join(result.sequences["whole device, unchanged"])
    target = f"(target: at most {MOST_REQUESTS})"
    result.require(most <= MOST_REQUESTS, f"whole device, unchanged, token cached: at most {most} requests to a router {target}: {asked}")
    for variant in ("changed", "changed back"):
        figures = changes["variants"][variant]
        sequence = result.sequences[f"whole device, {variant}"]
        fewest, most = figures["applies"]
        missing = WRITES - set(sequence)
        result.require(
            fewest == most == 1 and not missing,
            f"whole device, {variant}: {figures['most_requests']} requests and {fewest if fewest == most else f'{fewest} to {most}'} "
            f"apply to a router (target: 1 apply): {', '.join(sequence)}" + (f"; without {', '.join(sorted(missing))}" if missing else ""),
        )


def _speed(summary: Mapping[str, Any]) -> Iterator[str]:
    """The in-process front against its targets; nothing where it was not measured beside the others."""
    figures = summary["variants"].get("in_process", {"cpu_to": {}, "wall_to": {}})
    if "debug" in figures["cpu_to"]:
        ratio = figures["cpu_to"]["debug"]
        target = f"(target: at most {MOST_CPU_OF_DEBUG})"
        yield verdict(ratio <= MOST_CPU_OF_DEBUG, f"in process takes {ratio:.2f} x the processor time of debug {target}")
    if "uri" in figures["wall_to"]:
        speed = 1 / figures["wall_to"]["uri"]
        target = f"(target: at least {LEAST_SPEED_OF_URI})"
        yield verdict(speed >= LEAST_SPEED_OF_URI, f"in process is {speed:.1f} x as fast as uri {target}")
