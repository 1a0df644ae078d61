// Approve stays off until every line was on the screen, every flagged character was looked at, and the page is live.

const gates = new WeakMap();
const STEPS = Array.from({ length: 101 }, (_, n) => n / 100);

export function watchSeen() {
  document.querySelectorAll("[data-detail], [data-item]").forEach((page) => {
    if (!gates.has(page)) gates.set(page, gate(page));
  });
  judgeAll();
}

/** Whether the reader has seen everything of this request. */
function gate(page) {
  const places = [...page.querySelectorAll("[data-see]")];
  const unseen = new Set();
  places.forEach((place) => keys(place).forEach((key) => unseen.add(key)));
  const state = { page, unseen, total: unseen.size, looked: false };
  const dock = document.getElementById("dock");
  const covered = dock && getComputedStyle(dock).display !== "none" ? dock.offsetHeight : 0;
  const placeOf = new Map(places.map((place) => [boxOf(place), place]));
  const readTo = new Map();
  const observer = new IntersectionObserver((entries) => {
    if (document.visibilityState !== "visible") return;
    for (const entry of entries) {
      if (!entry.isIntersecting || !readOn(entry, readTo)) continue;
      keys(placeOf.get(entry.target)).forEach((key) => unseen.delete(key));
      observer.unobserve(entry.target);
    }
    judge(state);
  }, { rootMargin: `0px 0px -${covered}px 0px`, threshold: STEPS });
  placeOf.forEach((_, box) => observer.observe(box));
  page.addEventListener("change", (event) => {
    if (event.target.matches("[data-look]")) judge(state);
  });
  all.add(state);
  return state;
}

const all = new Set();

/** What has no box of its own is seen when its last part is. */
function boxOf(place) {
  return getComputedStyle(place).display === "contents" ? place.lastElementChild : place;
}

/** Whether a place was read to its end: from the top on, without leaving anything out, also where it is taller than a screen. */
function readOn({ target, boundingClientRect: box, intersectionRect: shown }, readTo) {
  const from = shown.top - box.top;
  const read = readTo.get(target) ?? 0;
  if (from <= read + 2) readTo.set(target, Math.max(read, shown.bottom - box.top));
  return (readTo.get(target) ?? 0) >= box.height - 3;
}

function keys(place) {
  return place.dataset.see === "see" ? [place] : place.dataset.see.split(" ");
}

function judgeAll() {
  all.forEach((state) => (state.page.isConnected ? judge(state) : all.delete(state)));
}

function judge(state) {
  const reason = reasonOf(state);
  const scope = state.page.matches("[data-item]") ? state.page : document;
  scope.querySelectorAll("[data-approve]").forEach((button) => {
    if (document.querySelector("form[data-vote][data-sent]")) return;
    if (button.matches("input")) button.disabled = reason !== "";
    else if (reason) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  });
  scope.querySelectorAll("[data-why-text]").forEach((text) => {
    if (reason && text.textContent !== reason) text.textContent = reason;
    text.closest("[data-why]").hidden = reason === "";
  });
  scope.querySelectorAll("[data-dock-text]").forEach((text) => {
    text.dataset.words ??= text.textContent;
    if (scope.querySelector("[data-why-text]")) text.textContent = reason || text.dataset.words;
  });
  scope.querySelectorAll("[data-seen-fact]").forEach((fact) => {
    fact.hidden = state.unseen.size > 0;
  });
}

function reasonOf({ page, unseen, total }) {
  const looks = [...page.querySelectorAll("[data-look]")];
  const done = looks.filter((box) => box.checked).length;
  if (done < looks.length) return `Look at the flagged characters first: ${done} of ${looks.length} done.`;
  if (unseen.size > 0) return `Read to the end first: ${total - unseen.size} of ${total} parts were on your screen.`;
  if (document.body.dataset.live === "stale") return "This page is not live: it may have been decided or changed.";
  return document.body.dataset.live === "yes" ? "" : "This page is not live yet.";
}

document.addEventListener("console:live", judgeAll);
