// Takes over what has changed from a page that was read again. Parts have an id and a version; what is focused is neither
// moved nor replaced, unless it is no longer true.
import { announce } from "./clock.js";

let spokenAt = 0;

function say(text) {
  if (Date.now() - spokenAt < 5000) return;
  spokenAt = Date.now();
  announce(text);
}

/** Merges a whole page, as text. Answers whether it was a page of the console. */
export function merge(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  if (!fresh.getElementById("main")) return false;
  const focused = document.activeElement;
  const row = focused?.closest("[data-row]");
  const top = row?.getBoundingClientRect().top;
  for (const part of fresh.querySelectorAll("[data-part][id]:not(tr)")) mergePart(part, focused);
  mergeQueue(fresh, row);
  if (row?.isConnected && focused.isConnected) {
    if (document.activeElement !== focused) focused.focus({ preventScroll: true });
    scrollBy(0, row.getBoundingClientRect().top - top);
  }
  if (document.title !== fresh.title) {
    document.title = fresh.title;
    say(fresh.querySelector("[data-counts]")?.textContent.trim() ?? fresh.title);
  }
  return true;
}

function mergePart(part, focused) {
  const old = document.getElementById(part.id);
  if (!old || old.dataset.version === part.dataset.version) return;
  const ended = part.dataset.state !== undefined && part.dataset.state !== old.dataset.state;
  if (old.contains(focused) && !ended) return;
  old.replaceWith(part);
  if (ended && part.querySelector("[data-ended]")) {
    part.querySelector("[data-ended]").focus({ preventScroll: true });
    announce(part.querySelector("[data-ended]").textContent.replace(/\s+/g, " ").trim());
  }
}

function mergeQueue(fresh, focusedRow) {
  const box = document.getElementById("queue");
  const next = fresh.getElementById("queue");
  if (!box || !next) return;
  const old = box.querySelector("table");
  const table = next.querySelector("table");
  if (!old || (!table && !focusedRow)) {
    if (!old && !table) return;
    box.replaceChildren(...next.childNodes);
    return;
  }
  const known = new Map([...old.querySelectorAll("[data-row]")].map((row) => [row.id, row]));
  const bodies = [...(table?.tBodies ?? [])];
  bodies.forEach((body, i) => {
    if (!old.tBodies[i]) old.append(document.createElement("tbody"));
    order(old.tBodies[i], [...body.rows].map((row) => current(row, known)), focusedRow);
  });
  [...old.tBodies].slice(bodies.length).forEach((body) => {
    if (body.contains(focusedRow)) order(body, [], focusedRow);
    else body.remove();
  });
  const more = next.querySelector(".more");
  box.querySelector(".more")?.remove();
  if (more) box.append(more);
}

/** The row that stands for the fresh one: the old one while nothing about it has changed. */
function current(row, known) {
  const old = known.get(row.id);
  if (!old) {
    if (row.dataset.row !== undefined) isNew(row);
    return row;
  }
  if (old.dataset.version === row.dataset.version) return old;
  if (old.contains(document.activeElement)) {
    [...row.cells].forEach((cell, i) => {
      if (!old.cells[i].contains(document.activeElement)) old.cells[i].replaceWith(cell.cloneNode(true));
    });
    old.dataset.version = row.dataset.version;
    return old;
  }
  const box = row.querySelector("input[type=checkbox]");
  if (box) box.checked = old.querySelector("input[type=checkbox]")?.checked ?? false;
  return row;
}

function isNew(row) {
  row.classList.add("fresh");
  row.querySelector("[data-new]")?.removeAttribute("hidden");
  setTimeout(() => row.classList.remove("fresh"), 20_000);
}

/** Brings rows into order around the focused one, which stays where it is, also when it is there no more. */
function order(body, rows, focused) {
  if (body.contains(focused) && !rows.includes(focused)) {
    const before = [...body.rows].indexOf(focused);
    rows.splice(Math.min(before, rows.length), 0, focused);
    gone(focused);
  }
  const wanted = new Set(rows);
  [...body.rows].forEach((row) => wanted.has(row) || row.remove());
  let at = body.firstElementChild;
  for (const row of rows) {
    if (row === focused && body.contains(row)) {
      while (at && at !== row) {
        const passed = at;
        at = at.nextElementSibling;
        passed.remove();
      }
    }
    if (row === at) at = at.nextElementSibling;
    else body.insertBefore(row, at);
  }
}

function gone(row) {
  row.classList.add("gone");
  const where = row.querySelector(".k-left .left");
  if (where) where.outerHTML = "<span class='left'>Waits no more</span>";
}
