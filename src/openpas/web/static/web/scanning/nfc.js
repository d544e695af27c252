/* <nfc-scanner>: where the browser reads chips itself (Web NFC), each chip is a `scan-found` event with its number. */

import { enter } from "./states.js";

const session = { reader: null, stop: null, element: null };

class NfcScanner extends HTMLElement {
  connectedCallback() {
    this.hidden = !("NDEFReader" in globalThis);
    session.element = this;
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => (session.reader ? this.end() : this.start()));
    this.become(session.reader ? "open" : "closed");
  }

  async start() {
    const reader = new globalThis.NDEFReader();
    session.stop = new AbortController();
    reader.addEventListener("reading", ({ serialNumber }) => session.element?.take(serialNumber));
    try {
      await reader.scan({ signal: session.stop.signal });
      session.reader = reader;
      this.become("open");
    } catch (problem) {
      this.become(problem.name === "NotAllowedError" ? "refused" : "broken");
    }
  }

  end() {
    session.stop.abort();
    session.reader = null;
    this.become("closed");
  }

  /** "04:78:4c:da:ee:38:80", as Web NFC gives it. */
  take(serialNumber) {
    const number = serialNumber.replaceAll(":", "").toUpperCase();
    if (this.isConnected && number) {
      this.dispatchEvent(new CustomEvent("scan-found", { bubbles: true, cancelable: true, detail: number }));
      document.dispatchEvent(new Event("pointermove"));
    }
  }

  become(state) {
    enter(this, state);
    this.button.setAttribute("aria-pressed", String(state === "open"));
  }
}

customElements.define("nfc-scanner", NfcScanner);
