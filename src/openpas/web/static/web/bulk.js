/* What groups of people add to plain pages: how many are ticked, and a run that goes on by itself. */

const AT_ONCE = 4;
const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
const IN_PROGRESS = 409;

/** Counts the ticks of all pages; those of other pages are known to the server. */
class PickPeople extends HTMLElement {
  connectedCallback() {
    this.elsewhere = Number(this.dataset.ticked) - this.boxes.filter((box) => box.defaultChecked).length;
    this.addEventListener("change", () => this.count());
    this.count();
  }

  get boxes() {
    return [...this.querySelectorAll("input[name=ticked]")];
  }

  count() {
    const shown = this.querySelector("[data-count]");
    if (shown) {
      shown.textContent = this.elsewhere + this.boxes.filter((box) => box.checked).length;
    }
  }
}

/**
 * Sends the rows that wait, four at a time, each by itself. The server does a row once, whatever arrives twice, so that
 * a reload, a lost connection and a second tab all go on where it was.
 */
class BulkRun extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form[data-row-url]");
    this.progress = this.querySelector("progress");
    this.waiting = this.rows("waiting");
    this.isEnded = false;
    this.querySelector("[data-go]")?.setAttribute("hidden", "");
    this.begin();
  }

  rows(state) {
    return [...this.querySelectorAll(`[data-state=${state}]`)].map((row) => row.dataset.row);
  }

  async begin() {
    if (this.waiting.length) {
      this.say("busy");
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.work()));
      if (this.isConnected && !this.isEnded) {
        this.finish();
      }
    }
  }

  async work() {
    while (this.waiting.length && this.isConnected && !this.isEnded) {
      await this.send(this.waiting.shift());
    }
  }

  async send(row) {
    for (let tries = 0; this.isConnected && !this.isEnded; tries += 1) {
      const answer = await this.post(row);
      if (answer) {
        this.show(answer);
        return;
      }
      if (!this.isEnded) {
        await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
      }
    }
  }

  /** The answer as text; null when it has to be sent again. */
  async post(row) {
    const body = new FormData(this.form);
    body.set("row", row);
    try {
      const response = await fetch(this.form.dataset.rowUrl, { method: "POST", body: new URLSearchParams(body) });
      if (response.ok && !response.redirected) {
        this.note("lost", false);
        return await response.text();
      }
      if (response.status !== IN_PROGRESS && response.status < 500) {
        this.isEnded = true;
        this.note("ended", true);
      }
    } catch {
      this.note("lost", true);
    }
    return null;
  }

  show(answer) {
    const parts = new DOMParser().parseFromString(answer, "text/html");
    const row = parts.querySelector("[data-row]");
    this.querySelector(`#${CSS.escape(row.id)}`)?.replaceWith(row);
    const totals = parts.querySelector("#run-totals");
    const now = this.querySelector("#run-totals");
    // Answers may arrive in another order than they were given.
    if (Number(totals.dataset.left) <= Number(now.dataset.left)) {
      now.replaceWith(totals);
    }
    this.progress.value = this.progress.max - this.rows("waiting").length;
  }

  finish() {
    this.say("finished");
    if (this.rows("refused").length) {
      this.querySelector("[data-again]").hidden = false;
    }
    const announcer = document.getElementById("announcer");
    const title = this.querySelector("[data-title]").textContent;
    announcer.textContent = `${title}. ${this.querySelector("#run-totals").textContent.replace(/\s+/g, " ").trim()}`;
  }

  say(state) {
    const title = this.querySelector("[data-title]");
    title.textContent = title.dataset[state];
  }

  note(name, isShown) {
    this.querySelector(`[data-${name}]`).hidden = !isShown;
  }
}

/** Some time, or until the connection is back. */
function pause(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    addEventListener("online", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

customElements.define("pick-people", PickPeople);
customElements.define("bulk-run", BulkRun);
