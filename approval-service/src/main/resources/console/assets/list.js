// Selecting several requests, and reading further pages into the same list.

const MAX_WAIT = 10_000;

export function onList() {
  const form = document.querySelector("form[data-batch]");
  if (form && !form.dataset.ready) {
    form.dataset.ready = "yes";
    form.addEventListener("change", () => count(form));
    form.querySelector("[data-clear]").addEventListener("click", () => clear(form));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input[type=checkbox]")) form.requestSubmit();
    });
    document.addEventListener("click", more);
  }
  if (form) count(form);
  document.querySelectorAll("form[data-ballots]").forEach(ballots);
}

function boxes(form) {
  return [...form.querySelectorAll("input[name=id]")];
}

function count(form) {
  const chosen = boxes(form).filter((box) => box.checked);
  boxes(form).forEach((box) => box.closest("tr").classList.toggle("selected", box.checked));
  form.querySelector("[data-batchbar]").hidden = chosen.length === 0;
  form.querySelector("[data-selected]").textContent = String(chosen.length);
}

function clear(form) {
  boxes(form).forEach((box) => {
    box.checked = false;
  });
  count(form);
}

async function more(event) {
  const link = event.target.closest("[data-more]");
  if (!link) return;
  event.preventDefault();
  const list = link.closest("main");
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(MAX_WAIT) });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Another list may have been chosen meanwhile.
    if (list.isConnected) append(page);
  } catch {
    // What stands against it is said by the page itself.
    if (list.isConnected) location.assign(link.href);
  }
}

function append(page) {
  const known = new Set([...document.querySelectorAll("[data-row]")].map((row) => row.id));
  const rows = [...page.querySelectorAll("#rows-0 [data-row]")].filter((row) => !known.has(row.id));
  document.getElementById("rows-0").append(...rows);
  const next = page.querySelector(".more");
  const old = document.querySelector(".more");
  if (next) old?.replaceWith(next);
  else old?.remove();
  rows[0]?.querySelector("a.act")?.focus();
  document.dispatchEvent(new CustomEvent("console:answered"));
}

function ballots(form) {
  const tell = () => {
    for (const choice of ["approve", "deny", "skip"]) {
      const where = form.querySelector(`[data-count=${choice}]`);
      if (where) where.textContent = String(form.querySelectorAll(`input[value=${choice}]:checked`).length);
    }
  };
  if (!form.dataset.ready) form.addEventListener("change", tell);
  form.dataset.ready = "yes";
  tell();
}
