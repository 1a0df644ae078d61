// A record opens beside the list. The address says which; closing it gives the focus back to its row.

const ANSWERED = [400, 403, 404, 503];

export function onAudit() {
  document.addEventListener("htmx:beforeSwap", shown);
  document.addEventListener("htmx:afterSettle", settled);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-drawer-close]")) close();
  });
}

/** What these pages answer when something is wrong is a page, too. */
function shown(event) {
  const explorer = document.getElementById("main")?.dataset.page === "audit";
  if (explorer && ANSWERED.includes(event.detail.xhr.status) && /id="(main|record)"/.test(event.detail.xhr.responseText)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
}

function settled(event) {
  if (event.detail.target?.id !== "drawer") return;
  mark();
  document.getElementById("record-title")?.focus({ preventScroll: true });
}

function mark() {
  const open = document.querySelector(".drawer [data-record]")?.dataset.record;
  document.querySelectorAll(".records [data-row]").forEach((row) => {
    row.classList.toggle("selected", row.id === `record-${open}`);
  });
}

/** Answers whether there was one to close. */
export function close() {
  const record = document.querySelector(".drawer [data-record]");
  if (!record) return false;
  const row = document.querySelector(`#record-${record.dataset.record} a.act`);
  document.getElementById("drawer").replaceChildren();
  const address = new URL(location.href);
  address.searchParams.delete("record");
  history.replaceState(null, "", address);
  mark();
  (row ?? document.getElementById("main")).focus();
  return true;
}
