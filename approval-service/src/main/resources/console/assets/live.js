// Keeps the page true. The service says what changed, never what it is; the page then asks for itself again.
import { announce, now, setClock, timeOfDay } from "./clock.js";
import { merge } from "./merge.js";

const SILENCE = 12_000;
const PAUSE = 1_000;
const AGAIN = 5_000;

let source;
// Nothing was heard yet: until then the page is as old as itself.
let heardAt = Date.now();
let changedAt = now();
let due;
let readAt = 0;
let reads = 0;
let shown = 0;

export function live() {
  open();
  setInterval(judge, 1000);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-retry]")) open();
    if (event.target.closest("[data-reload]")) read();
  });
  // What came by another way may have been asked for before something changed that was shown already.
  document.addEventListener("console:answered", schedule);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "main") schedule();
  });
  document.addEventListener("console:expired", () => setTimeout(schedule, 1_500));
  document.addEventListener("htmx:responseError", (event) => failed(event.detail.xhr.getResponseHeader("X-Correlation-Id")));
  document.addEventListener("htmx:sendError", () => failed(""));
}

function open() {
  source?.close();
  source = new EventSource("/live");
  // Of what changed between the page and its stream nothing is told.
  source.addEventListener("open", schedule);
  source.addEventListener("beat", (event) => {
    const words = event.data.split(" ");
    heard(Number(words.at(-1)));
    if (words.length > 1) cleared(words[0]);
  });
  source.addEventListener("change", (event) => {
    const [approval, at] = event.data.split(" ");
    heard(Number(at));
    changedAt = Number(at);
    if (concerns(approval)) schedule();
    say();
  });
  source.addEventListener("missed", (event) => {
    heard(Number(event.data));
    schedule();
  });
  source.addEventListener("action", (event) => {
    const [approval, at] = event.data.split(" ");
    heard(Number(at));
    if (document.getElementById("main").dataset.approval === approval) schedule();
  });
}

function heard(at) {
  const was = document.body.dataset.live;
  heardAt = Date.now();
  setClock(at);
  document.body.dataset.live = "yes";
  if (was === "stale") schedule();
  if (was !== "yes") judge();
}

function cleared(state) {
  if (document.getElementById("bar").dataset.version !== state) schedule();
}

/** A list shows all; a request only itself. */
function concerns(approval) {
  const page = document.getElementById("main");
  return page.dataset.page === "inbox" || page.dataset.approval === approval;
}

function judge() {
  if (Date.now() - heardAt > SILENCE && document.body.dataset.live !== "stale") {
    document.body.dataset.live = "stale";
    announce("Not live. What you see may be old.");
    document.querySelectorAll("[data-stale-since]").forEach((where) => {
      where.textContent = timeOfDay(now() - (Date.now() - heardAt));
    });
  }
  const stale = document.body.dataset.live === "stale";
  document.querySelectorAll("[data-stale]").forEach((note) => {
    note.hidden = !stale;
  });
  if (stale && source.readyState === EventSource.CLOSED) open();
  say();
  document.dispatchEvent(new CustomEvent("console:live"));
}

function say() {
  const where = document.querySelector("[data-live-text]");
  if (!where || document.body.dataset.live === "no") return;
  where.textContent = document.body.dataset.live === "yes"
    ? `Live, last change ${timeOfDay(changedAt)}` : "Not live";
}

function schedule() {
  if (due) return;
  due = setTimeout(read, Math.max(120, readAt + PAUSE - Date.now()));
}

async function read() {
  due = undefined;
  readAt = Date.now();
  const number = ++reads;
  const page = document.getElementById("main");
  if (!["inbox", "detail", "integrity"].includes(page.dataset.page)) return;
  const here = new URL(page.dataset.here ?? location.pathname, location.origin);
  const rows = rowsShown();
  if (rows > 0) here.searchParams.set("rows", String(Math.min(rows, 500)));
  try {
    const answer = await fetch(here, { headers: { Accept: "text/html", "Syndicate-Unasked": "1" }, signal: AbortSignal.timeout(10_000) });
    if (answer.status >= 500) return unanswered(answer.headers.get("X-Correlation-Id"));
    if (!answer.ok) return failed(answer.headers.get("X-Correlation-Id"));
    const html = await answer.text();
    // Another page or something later is shown already, or more rows than the answer has were asked for.
    if (page !== document.getElementById("main") || number < shown || rowsShown() > rows) return schedule();
    shown = number;
    if (merge(html)) succeeded();
  } catch {
    unanswered("");
  }
}

/** Nothing need change again before it is tried again: the page would stay old, and call itself live. */
function unanswered(request) {
  failed(request);
  due ??= setTimeout(read, AGAIN);
}

function rowsShown() {
  return document.querySelectorAll("#rows-0 [data-row]").length;
}

function failed(request) {
  document.querySelectorAll("[data-failed]").forEach((note) => {
    note.hidden = false;
    note.querySelector("[data-request]").textContent = request ? `request ${request}` : "";
  });
}

function succeeded() {
  document.querySelectorAll("[data-failed]").forEach((note) => {
    note.hidden = true;
  });
  document.dispatchEvent(new CustomEvent("console:prepared"));
}
