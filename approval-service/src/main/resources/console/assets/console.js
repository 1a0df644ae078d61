// The console's script. Pages can be read, and requests denied, without it. What may be approved is judged by the service,
// by its own clock and rules; this only sees to it that the reader has seen what they approve.
import { onAudit } from "./audit.js";
import { tickAll } from "./clock.js";
import { watchSeen } from "./gate.js";
import { onKeys } from "./keys.js";
import { onList } from "./list.js";
import { live } from "./live.js";
import { onVotes } from "./vote.js";

/** Prepares what has just come onto the page. */
export function prepare() {
  watchSeen();
  onVotes();
  onList();
  document.querySelectorAll("[data-copy][hidden]").forEach(copies);
  tickAll();
}

function copies(button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const lines = [...button.closest(".exact").querySelectorAll(".texts .line")].map((line) => line.textContent);
    navigator.clipboard?.writeText(lines.join("\n"));
  });
}

function themeToggle() {
  document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });
}

function menus() {
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
}

document.addEventListener("htmx:afterSettle", prepare);
document.addEventListener("console:prepared", prepare);
themeToggle();
menus();
onKeys();
onAudit();
prepare();
setInterval(tickAll, 1000);
live();
