/* What the desk adds to plain pages: the focus of the scanner, shortcuts, spoken news, and the total of a group. */

const fine = matchMedia("(pointer: fine)");

/** The box of the page before: a scanner may have typed in it while the next page was still on its way. */
let before = null;

/** Keeps the scanner's words coming here: the box takes the focus whenever the page is new, and loses no scan. */
class ScanBox extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input");
    this.isSent = false;
    this.isEntered = false;
    this.box.form.addEventListener("submit", (event) => this.hold(event), true);
    this.box.form.addEventListener("htmx:before:request", () => this.leave());
    const next = before?.unsent();
    before = this;
    if (next) {
      this.goOn(next);
    } else if (fine.matches || !document.querySelector(".visit")) {
      // On a phone the keyboard would hide what was just found.
      this.begin();
    }
  }

  unsent() {
    return this.isSent && this.box.value ? { text: this.box.value, isEntered: this.isEntered } : null;
  }

  begin() {
    const given = this.box.value;
    this.box.focus({ preventScroll: true });
    requestAnimationFrame(() => {
      if (this.box.value === given) {
        this.box.focus({ preventScroll: true });
        this.box.select();
      }
    });
  }

  goOn({ text, isEntered }) {
    this.box.value = text;
    this.box.focus({ preventScroll: true });
    if (isEntered) {
      requestAnimationFrame(() => requestAnimationFrame(() => this.box.form.requestSubmit()));
    }
  }

  /** The number is on its way: what is typed now is the next one. */
  leave() {
    this.isSent = true;
    this.box.value = "";
  }

  /** One pass at a time: the next one waits for the page of this one. */
  hold(event) {
    if (this.isSent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.isEntered = true;
    }
  }
}

/** Shows what is to be paid for the chosen price and number, and bounds the number by what is left. */
class TicketTotal extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", () => this.show());
    this.addEventListener("click", (event) => this.step(event.target.closest("[data-step]")));
    this.show();
  }

  step(button) {
    const count = this.querySelector("input[name=count]");
    if (button) {
      button.dataset.step > 0 ? count.stepUp() : count.stepDown();
      this.show();
    }
  }

  show() {
    const chosen = this.querySelector("input[name=offer]:checked");
    const count = this.querySelector("input[name=count]");
    if (!chosen) {
      return;
    }
    if (count) {
      count.max = chosen.dataset.most;
    }
    const number = Math.max(1, Math.trunc(count?.valueAsNumber || 1));
    const cents = Number(chosen.dataset.cents);
    const total = number > 1 ? `${number}\u00a0×\u00a0${euro(cents)} = ${euro(number * cents)}` : euro(cents);
    this.querySelector("[data-total]").textContent = total;
  }
}

function euro(cents) {
  return `€\u00a0${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
}

/** A key goes to the first thing that carries it: a button or link is pressed, a section gets the focus. */
function takeShortcut(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) {
    return;
  }
  if (event.key === "Escape" && closeReward()) {
    event.preventDefault();
    return;
  }
  const wanted = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!wanted) {
    return;
  }
  event.preventDefault();
  if (event.key === "F2" || event.key === "Escape") {
    wanted.click();
    return;
  }
  const inside = "input:checked, input:not([type=hidden]), summary, button";
  (wanted.matches("button") ? wanted : wanted.querySelector(inside) ?? wanted).focus();
}

/** Escape first closes a reward that waits for its confirmation. */
function closeReward() {
  const open = document.querySelector("details.reward[open]");
  open?.removeAttribute("open");
  open?.querySelector("summary").focus();
  return open !== null;
}

/** A live region is only heard when it was there before its words. */
function announce() {
  const news = [...document.querySelectorAll("[data-announce], [role=alert]")];
  const words = [...new Set(news.map((one) => one.textContent.trim()))];
  document.getElementById("announcer").textContent = words.join(" ");
}

/** The confirmation is where the next Enter should go. */
function focusConfirmation(event) {
  if (event.target.matches?.("details.reward[open]")) {
    event.target.querySelector("button").focus();
  }
}

customElements.define("scan-box", ScanBox);
customElements.define("ticket-total", TicketTotal);
document.addEventListener("keydown", takeShortcut);
document.addEventListener("toggle", focusConfirmation, true);
document.addEventListener("htmx:after:swap", announce);
announce();
