/* A desk that is left alone locks itself. The server would too, at the next request; this hides the screen before. */

const WARNING_SECONDS = 30;
const LOOK_EVERY_MS = 1000;
const SEEN = "openpas-desk-seen";

/** Counts from the last key, touch or movement in any tab of this desk, and warns half a minute before it locks. */
class DeskLock extends HTMLElement {
  connectedCallback() {
    this.work = new AbortController();
    for (const kind of ["keydown", "pointerdown", "pointermove", "wheel"]) {
      document.addEventListener(kind, () => this.begin(), { passive: true, signal: this.work.signal });
    }
    this.begin();
    this.clock = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  disconnectedCallback() {
    this.work.abort();
    clearInterval(this.clock);
  }

  begin() {
    localStorage.setItem(SEEN, String(Date.now()));
    this.warn(false);
  }

  /** The words come into the live region when they are true, so that they are heard then. */
  warn(isSoon) {
    const region = this.querySelector("[role=alert]");
    if (!isSoon) {
      region.replaceChildren();
    } else if (!region.hasChildNodes()) {
      region.append(this.querySelector("template").content.cloneNode(true));
    }
  }

  look() {
    const idleSeconds = (Date.now() - Number(localStorage.getItem(SEEN))) / 1000;
    const left = Number(this.dataset.minutes) * 60 - idleSeconds;
    this.warn(left <= WARNING_SECONDS);
    if (left <= 0) {
      clearInterval(this.clock);
      this.querySelector("form").requestSubmit();
    }
  }
}

customElements.define("desk-lock", DeskLock);
