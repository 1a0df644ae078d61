"use strict";

// Counts down what the page shows, and keeps a vote from being sent twice by a second click. The page works without it:
// the service judges every vote by its own clock, and a vote sent twice counts once.

const ANNOUNCED = new Map([[300, "5 minutes left"], [60, "1 minute left"], [0, "This request has expired"]]);

function clock(seconds) {
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = String(seconds % 60).padStart(2, "0");
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

function urgency(share) {
  return share < 0.1 ? "last" : share < 0.25 ? "soon" : "";
}

function tick(element, skew) {
  const until = Number(element.dataset.until);
  const whole = until - Number(element.dataset.from);
  const left = Math.max(0, until - (Date.now() + skew));
  const seconds = Math.ceil(left / 1000);
  const share = whole > 0 ? left / whole : 0;
  element.querySelector("[data-text]").textContent = clock(seconds);
  element.classList.remove("soon", "last");
  if (urgency(share)) element.classList.add(urgency(share));
  const meter = element.querySelector("meter");
  if (meter) meter.value = share;
  return seconds;
}

function announce(seconds) {
  const where = document.querySelector("[data-announce]");
  if (where && ANNOUNCED.has(seconds)) where.textContent = ANNOUNCED.get(seconds);
}

function countDown() {
  const elements = [...document.querySelectorAll("[data-until]")];
  if (elements.length === 0) return;
  // The service's clock counts, not the reader's.
  const skew = Number(elements[0].dataset.now) - Date.now();
  const detail = document.querySelector("[data-detail]");
  const all = () => elements.forEach((element) => {
    const seconds = tick(element, skew);
    if (detail && detail.contains(element)) announce(seconds);
  });
  all();
  setInterval(all, 1000);
}

function sendOnce() {
  const form = document.querySelector("form[data-vote]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    document.querySelectorAll("button[form=vote], form[data-vote] button").forEach((button) => {
      button.setAttribute("aria-disabled", "true");
    });
    document.querySelectorAll("[data-sending]").forEach((note) => {
      note.hidden = false;
    });
  });
}

countDown();
sendOnce();
