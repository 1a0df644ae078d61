// Sends a vote once, and says what became of it: recorded, refused, or not known. Nothing is assumed.

const MAX_WAIT = 15_000;

export function onVotes() {
  const form = document.querySelector("form[data-vote]");
  if (form && !form.dataset.ready) {
    form.dataset.ready = "yes";
    form.addEventListener("submit", (event) => submitted(event, form));
    form.querySelector("textarea")?.addEventListener("input", (event) => keep(event.target.value));
  }
  drafts(form);
  if (location.hash === "#approve") focusOn("[data-approve]");
  if (location.hash === "#deny") focusOn("[data-deny]");
  if (location.hash === "#amend") document.querySelector("[data-amend]")?.click();
}

/** Goes to a button that can be seen. */
export function focusOn(selector) {
  const button = [...document.querySelectorAll(selector)].find((found) => found.offsetParent !== null);
  button?.focus();
  if (location.hash) history.replaceState(null, "", location.pathname);
  return button !== undefined;
}

function key() {
  return `draft ${document.getElementById("main").dataset.draft}`;
}

function keep(text) {
  if (text) sessionStorage.setItem(key(), text);
  else sessionStorage.removeItem(key());
}

function drafts(form) {
  if (!document.getElementById("main").dataset.draft) return;
  if (document.querySelector("[data-notes] .note.good")) sessionStorage.removeItem(key());
  const draft = sessionStorage.getItem(key()) ?? "";
  const comment = form?.querySelector("textarea");
  if (comment && comment.value === "" && draft) comment.value = draft;
  const kept = document.querySelector("[data-kept]");
  if (kept && draft) {
    kept.hidden = false;
    kept.querySelector("textarea").value = draft;
  }
}

function submitted(event, form) {
  event.preventDefault();
  if (event.submitter?.getAttribute("aria-disabled") === "true" || form.dataset.sent) return;
  send(form, event.submitter?.value ?? "deny");
}

async function send(form, choice) {
  const body = new URLSearchParams(new FormData(form));
  body.set("choice", choice);
  lock(form, true);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(MAX_WAIT) });
    const html = await answer.text();
    if (answer.status >= 500) unknown(form, choice);
    else show(form, html, answer);
  } catch {
    unknown(form, choice);
  }
}

function lock(form, sent) {
  if (sent) form.dataset.sent = "yes";
  else delete form.dataset.sent;
  document.querySelectorAll("[data-approve], [data-deny]").forEach((button) => {
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  });
  document.querySelectorAll("[data-sending]").forEach((note) => {
    note.hidden = !sent;
  });
  document.dispatchEvent(new CustomEvent("console:live"));
}

/** The service shows the request as it stands now; or leads elsewhere; or says why the vote was not read. */
function show(form, html, answer) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const main = fresh.getElementById("main");
  if (!main) {
    if (answer.redirected) location.assign(answer.url);
    else unread(form, fresh);
    return;
  }
  for (const id of ["main", "dock", "bar", "pill", "nav-count"]) {
    const part = fresh.getElementById(id);
    if (part) document.getElementById(id)?.replaceWith(part);
  }
  document.title = fresh.title;
  document.dispatchEvent(new CustomEvent("console:answered"));
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("console:prepared"));
}

/** There is no page at the address of a vote to go to. */
function unread(form, page) {
  lock(form, false);
  const note = document.getElementById("unread-vote").content.cloneNode(true);
  note.querySelector("[data-reason]").textContent = page.querySelector("main p")?.textContent ?? "";
  document.querySelector("[data-notes]").replaceChildren(note);
  scrollTo(0, 0);
}

function unknown(form, choice) {
  lock(form, false);
  const notes = document.querySelector("[data-notes]");
  const note = document.getElementById("unknown-vote").content.cloneNode(true);
  note.querySelector("button").addEventListener("click", () => {
    notes.replaceChildren();
    send(form, choice);
  });
  notes.replaceChildren(note);
  notes.querySelector("button").focus();
}
