// Counts down and up. The service's clock counts, not the reader's.

const SPOKEN = new Map([[300, "5 minutes left"], [60, "1 minute left"], [0, "This request has expired"]]);
let skew = 0;

/** Sets the clock by the service's. */
export function setClock(now) {
  if (Number.isFinite(now)) skew = now - Date.now();
}

export function now() {
  return Date.now() + skew;
}

/** 14:32:08 UTC */
export function timeOfDay(millis) {
  return `${new Date(millis).toISOString().slice(11, 19)} UTC`;
}

/** Says something to a screen reader, politely. */
export function announce(text) {
  const where = document.querySelector("[data-announce]");
  if (where) where.textContent = text;
}

function left(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  return h > 0 ? `${h}:${two(m)}:${two(seconds % 60)}` : `${m}:${two(seconds % 60)}`;
}

function since(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  if (seconds >= 86400) return `${Math.floor(seconds / 86400)}d ${Math.floor((seconds % 86400) / 3600)}h`;
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)}h ${two(Math.floor((seconds % 3600) / 60))}m`;
  return seconds >= 60 ? `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s` : `${seconds}s`;
}

function tick(element) {
  const until = Number(element.dataset.until);
  const whole = until - Number(element.dataset.from);
  const millis = Math.max(0, until - now());
  const seconds = Math.ceil(millis / 1000);
  const share = whole > 0 ? millis / whole : 0;
  element.querySelector("[data-text]").textContent = left(seconds);
  element.classList.toggle("last", share < 0.1);
  element.classList.toggle("soon", share >= 0.1 && share < 0.25);
  const meter = element.querySelector("meter");
  if (meter) meter.value = share;
  const detail = element.closest("[data-detail]");
  if (detail && SPOKEN.has(seconds) && element.dataset.spoken !== String(seconds)) {
    element.dataset.spoken = String(seconds);
    announce(SPOKEN.get(seconds));
    if (seconds === 0) document.dispatchEvent(new CustomEvent("console:expired"));
  }
}

let first = true;

export function tickAll() {
  const elements = document.querySelectorAll("[data-until]");
  if (first && elements.length > 0) {
    setClock(Number(elements[0].dataset.now));
    first = false;
  }
  elements.forEach(tick);
  document.querySelectorAll("[data-since]").forEach((element) => {
    element.textContent = since(Math.max(0, Math.floor((now() - Number(element.dataset.since)) / 1000)));
  });
}
