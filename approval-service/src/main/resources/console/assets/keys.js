// Single keys go somewhere and send nothing. They are off in fields, and can be turned off.
import { close } from "./audit.js";
import { focusOn } from "./vote.js";

const off = () => localStorage.getItem("keys") === "off";

export function onKeys() {
  document.addEventListener("keydown", pressed);
  const map = document.querySelector("[data-keymap]");
  map.querySelector("[data-close]").addEventListener("click", () => map.close());
  const box = map.querySelector("[data-keys-off]");
  box.checked = off();
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "off" : "on"));
}

function pressed(event) {
  if (event.key === "Escape") return escape(event);
  const field = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, dialog");
  if (field || event.ctrlKey || event.metaKey || event.altKey || off()) return;
  if (act(event.key)) event.preventDefault();
}

function escape(event) {
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.target.matches("input[type=search]")) event.target.blur();
  else if (!close()) document.querySelector("[data-clear]")?.click();
}

function act(key) {
  switch (key) {
    case "?": document.querySelector("[data-keymap]").showModal(); return true;
    case "/": return focus("[data-search]");
    case "f": return openMenu();
    case "u": return follow("[data-up]");
    case "j": return move(1) || follow("[data-next]");
    case "k": return move(-1) || follow("[data-previous]");
    case "x": return select();
    case "a": return vote("approve");
    case "d": return vote("deny");
    case "e": return follow("[data-amend]") || open("#amend");
    default: return false;
  }
}

function focus(selector) {
  const found = document.querySelector(selector);
  found?.focus();
  found?.select?.();
  return Boolean(found);
}

function follow(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

function openMenu() {
  const menu = document.querySelector("details.menu");
  if (!menu) return false;
  menu.open = true;
  return focus("details.menu summary");
}

function links() {
  return [...document.querySelectorAll("[data-row] a.act")];
}

function row() {
  return document.activeElement?.closest("[data-row]");
}

function move(step) {
  const all = links();
  if (all.length === 0) return false;
  const at = all.indexOf(row()?.querySelector("a.act"));
  const next = at < 0 ? all[0] : all[Math.min(all.length - 1, Math.max(0, at + step))];
  next.focus();
  next.closest("[data-row]").scrollIntoView({ block: "nearest" });
  return true;
}

function select() {
  const box = row()?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function open(hash) {
  const link = row()?.querySelector("a.act");
  if (link) location.assign(link.href + hash);
  return Boolean(link);
}

function vote(choice) {
  return document.querySelector("[data-detail]") ? focusOn(`[data-${choice}]`) : open(`#${choice}`);
}
