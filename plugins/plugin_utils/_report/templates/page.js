/* Copyright (c) wanfleet.peplink contributors
 * GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The script of the pages: filters, order and details of a table that is complete without it. Texts are only ever set as text.
 * This comment does not go into the page. */
"use strict";
(() => {
  const pick = (id) => document.getElementById(id);
  const table = document.querySelector("#routers table");
  const filters = [...document.querySelectorAll(".tools :is(input, select):not(#sort)")].map((field) => field.id);
  // Those that are no property of a row but of something in it, such as a setting or a carrier.
  const within = filters.filter((name) => !["text", "status", "section", "firmware"].includes(name));
  const first = table.dataset.statuses.split(" ");
  const collator = new Intl.Collator("en", { numeric: true });
  const rows = [...table.tBodies].map((body) => ({
    body,
    ...body.dataset,
    drift: Number(body.dataset.drift),
    sections: new Map([...body.querySelectorAll("[data-section]")].map((cell) => [cell.dataset.section, cell.dataset.status])),
    settings: new Set([...body.querySelectorAll("[data-setting]")].map((entry) => entry.dataset.setting)),
    words: body.textContent.toLowerCase(),
  }));
  const orders = {
    name: (a, b) => collator.compare(a.name, b.name),
    status: (a, b) => first.indexOf(a.status) - first.indexOf(b.status) || b.drift - a.drift,
    firmware: (a, b) => collator.compare(a.firmware, b.firmware),
    drift: (a, b) => b.drift - a.drift,
  };
  let backwards = false;

  const wrap = (element, ...classes) => {
    const button = document.createElement("button");
    button.type = "button";
    button.classList.add(...classes);
    button.append(...element.childNodes);
    element.append(button);
    return button;
  };

  const matches = (row, wanted) => {
    const status = wanted.section ? row.sections.get(wanted.section) : row.status;
    return (
      status !== undefined &&
      (!wanted.status || status === wanted.status) &&
      within.every((name) => !wanted[name] || row.settings.has(wanted[name])) &&
      (!wanted.firmware || row.firmware === wanted.firmware) &&
      wanted.text.toLowerCase().split(/\s+/).every((word) => row.words.includes(word))
    );
  };

  const filter = () => {
    const wanted = Object.fromEntries(filters.map((name) => [name, pick(name).value]));
    let shown = 0;
    for (const row of rows) {
      row.body.hidden = !matches(row, wanted);
      shown += row.body.hidden ? 0 : 1;
    }
    document.querySelector(".shown").textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown`;
    document.querySelector(".none").hidden = shown > 0;
    table.hidden = shown === 0;
    for (const button of document.querySelectorAll("[data-filter]")) {
      button.setAttribute("aria-pressed", String(wanted[button.dataset.filter] === button.dataset.value));
    }
  };

  const sort = () => {
    const name = pick("sort").value;
    const direction = backwards ? -1 : 1;
    rows.sort((a, b) => direction * orders[name](a, b) || orders.name(a, b));
    table.append(...rows.map((row) => row.body));
    for (const heading of table.querySelectorAll("[data-sort]")) {
      if (heading.dataset.sort === name) {
        heading.setAttribute("aria-sort", backwards ? "descending" : "ascending");
      } else {
        heading.removeAttribute("aria-sort");
      }
    }
  };

  const open = (row, whether) => {
    if (row.toggle) {
      row.body.classList.toggle("open", whether);
      row.toggle.setAttribute("aria-expanded", String(whether));
    }
  };

  for (const row of rows) {
    const details = row.body.querySelector(".details");
    if (details) {
      row.toggle = wrap(row.body.querySelector(".name"), "toggle");
      row.toggle.setAttribute("aria-controls", details.id);
      row.toggle.addEventListener("click", () => open(row, !row.body.classList.contains("open")));
      open(row, false);
    }
  }
  const drifted = rows.filter((row) => row.drift);
  if (drifted.length <= 5) {
    drifted.forEach((row) => open(row, true));
  }
  for (const element of document.querySelectorAll("[data-filter]")) {
    const button = wrap(element, ...element.classList);
    Object.assign(button.dataset, element.dataset);
    delete element.dataset.filter;
    delete element.dataset.value;
    element.classList.remove("pick");
    button.addEventListener("click", () => {
      const field = pick(button.dataset.filter);
      field.value = field.value === button.dataset.value ? "" : button.dataset.value;
      filter();
    });
  }
  for (const heading of table.querySelectorAll("[data-sort]")) {
    wrap(heading, "order").addEventListener("click", () => {
      backwards = pick("sort").value === heading.dataset.sort && !backwards;
      pick("sort").value = heading.dataset.sort;
      sort();
    });
  }
  for (const name of filters) {
    pick(name).addEventListener("input", filter);
  }
  pick("sort").addEventListener("change", () => {
    backwards = false;
    sort();
  });
  pick("all").addEventListener("click", () => {
    const all = pick("all").getAttribute("aria-pressed") !== "true";
    pick("all").setAttribute("aria-pressed", String(all));
    rows.forEach((row) => open(row, all));
  });
  document.querySelector(".clear").addEventListener("click", () => {
    filters.forEach((name) => (pick(name).value = ""));
    filter();
    pick("text").focus();
  });
  document.documentElement.classList.add("js");
  document.querySelector(".tools").hidden = false;
  sort();
  filter();
})();
