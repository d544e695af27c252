/* What was typed in a form is there again when its page comes back empty: after a lost session, a reload, a wrong link.

   <c-keep_typed :owner="clerk.user.pk">
     <form method="post"> … <input name="insz" data-secret> … </form>
   </c-keep_typed>

   It stays in this tab (sessionStorage), under the path of the page and the person who is signed in; a second form on
   the same page says data-form="a name of its own". Never kept: passwords, files, hidden fields, and whatever has
   data-secret (a national number), itself or around it. Forgotten: when the form was carried out, at sign-out, when
   somebody else signs in, and after a day's work. The page may change what it shows meanwhile: only a page that begins
   as the one that was typed in is filled in again. */

const PREFIX = "typed:";
const KEPT_HOURS = 12;
const NEVER_KEPT = ["hidden", "password", "file", "submit", "button", "reset", "image"];

function entries() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

function forgetWhere(isForgotten) {
  for (const key of entries().filter(isForgotten)) {
    sessionStorage.removeItem(key);
  }
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

/** A form that left without htmx, and was followed by another page than its own, was carried out. */
function forgetWhatLeft() {
  forgetWhere((key) => {
    const kept = read(key);
    return !kept || Date.now() - kept.at > KEPT_HOURS * 3_600_000 || (kept.hasLeft && kept.path !== location.pathname);
  });
}

class KeepTyped extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.line = this.querySelector("[data-typed-again]");
    this.path = location.pathname;
    this.key = `${PREFIX}${this.dataset.owner}:${this.path}:${this.dataset.form ?? ""}`;
    forgetWhere((key) => !key.startsWith(`${PREFIX}${this.dataset.owner}:`));
    forgetWhatLeft();
    this.given = this.values();
    this.restore();
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("change", () => this.keep());
    this.form.addEventListener("submit", () => this.keep({ hasLeft: true }));
    this.addEventListener("htmx:after:request", (event) => this.hear(event));
    this.line?.querySelector("button").addEventListener("click", () => this.beginAgain());
  }

  /** What is filled in, field by field; the same text for the same answers. */
  values() {
    const times = {};
    const values = {};
    for (const field of this.form.elements) {
      if (!field.name || NEVER_KEPT.includes(field.type) || field.closest("[data-secret]")) {
        continue;
      }
      const isTicked = field.type === "checkbox" || field.type === "radio";
      const name = isTicked ? `${field.name}=${field.value}` : field.name;
      times[name] = (times[name] ?? 0) + 1;
      values[`${name}#${times[name]}`] = isTicked ? field.checked : field.value;
    }
    return values;
  }

  restore() {
    const kept = read(this.key);
    if (!kept) {
      return;
    }
    const now = JSON.stringify(this.given);
    if (now === JSON.stringify(kept.typed)) {
      this.given = kept.given; // the page shows it already: a form that was refused
    } else if (now === JSON.stringify(kept.given)) {
      this.fill(kept.typed);
      this.tell();
    } else {
      sessionStorage.removeItem(this.key);
    }
  }

  fill(typed) {
    const times = {};
    for (const field of this.form.elements) {
      const isTicked = field.type === "checkbox" || field.type === "radio";
      const name = isTicked ? `${field.name}=${field.value}` : field.name;
      times[name] = (times[name] ?? 0) + 1;
      const value = typed[`${name}#${times[name]}`];
      if (value === undefined || NEVER_KEPT.includes(field.type) || field.closest("[data-secret]")) {
        continue;
      }
      field[isTicked ? "checked" : "value"] = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  tell() {
    if (this.line) {
      this.line.hidden = false;
      const announcer = document.getElementById("announcer");
      if (announcer) {
        announcer.textContent = this.line.querySelector("span").textContent;
      }
    }
  }

  keep({ hasLeft = false } = {}) {
    const typed = this.values();
    if (JSON.stringify(typed) === JSON.stringify(this.given)) {
      this.forget();
      return;
    }
    const kept = { at: Date.now(), path: this.path, hasLeft, given: this.given, typed };
    sessionStorage.setItem(this.key, JSON.stringify(kept));
  }

  /** Carried out: the answer is another page. A lost session answers with the way to sign in, a refusal with 422. */
  hear(event) {
    if (event.target !== this.form) {
      return;
    }
    const { raw, headers } = event.detail.ctx.response;
    if (raw.redirected && raw.ok && !headers.get("HX-Redirect")) {
      this.forget();
    } else {
      this.keep();
    }
  }

  beginAgain() {
    this.form.reset();
    this.forget();
    this.line.hidden = true;
    this.form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  forget() {
    sessionStorage.removeItem(this.key);
  }
}

document.addEventListener("submit", (event) => {
  if (new URL(event.target.action, location.href).pathname.endsWith("/sign-out")) {
    forgetWhere(() => true);
  }
});
forgetWhatLeft();
customElements.define("keep-typed", KeepTyped);
