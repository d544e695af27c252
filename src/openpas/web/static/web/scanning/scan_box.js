/* <scan-box>: where every pass arrives, whether it is typed, scanned, seen by the camera or read from its chip. */

import { listen } from "./keyboard_wedge.js";
import { isWaiting, keep } from "./queue.js";

const ANSWER_WITHIN = "10s";
const fine = matchMedia("(pointer: fine)");

/** The box of the page before: a scanner may have typed in it while the next page was still on its way. */
let before = null;
let isCameraOpen = false;

/** Keeps the scanner's words coming here: the box takes the focus whenever the page is new, and loses no scan. */
class ScanBox extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input");
    this.form = this.box.form;
    this.isSent = false;
    this.isEntered = false;
    this.hear();
    const next = before?.unsent();
    before = this;
    if (next) {
      this.goOn(next);
    } else if (fine.matches || (!document.querySelector(".visit") && !isCameraOpen)) {
      // On a phone the keyboard would hide what was just found.
      this.begin();
    }
  }

  hear() {
    this.form.addEventListener("submit", (event) => this.hold(event), true);
    this.form.addEventListener("htmx:config:request", (event) => (event.detail.ctx.request.timeout = ANSWER_WITHIN));
    this.form.addEventListener("htmx:before:request", () => this.leave());
    this.form.addEventListener("htmx:error", (event) => this.failed(event.detail.ctx));
    const scan = this.closest(".scan");
    scan.addEventListener("scan-found", (event) => this.found(event));
    scan.addEventListener("camera-state", ({ detail }) => this.showCamera(scan, detail));
    scan.querySelector("[data-camera]").addEventListener("click", () => this.camera(scan));
    scan.querySelector("[data-camera]").hidden = false;
  }

  unsent() {
    return this.isSent && this.box.value ? { text: this.box.value, isEntered: this.isEntered } : null;
  }

  begin() {
    const given = this.box.value;
    this.box.focus({ preventScroll: true });
    requestAnimationFrame(() => {
      // Whoever was quick enough to go elsewhere with a key stays there.
      const isElsewhere = document.activeElement !== this.box && document.activeElement?.matches("a, button, input, select, summary");
      if (this.box.value === given && !isElsewhere) {
        this.box.focus({ preventScroll: true });
        this.box.select();
      }
    });
  }

  goOn({ text, isEntered }) {
    this.box.value = text;
    this.box.focus({ preventScroll: true });
    if (isEntered) {
      requestAnimationFrame(() => requestAnimationFrame(() => this.send()));
    }
  }

  /** A whole number, from a camera, a chip or a scanner that typed beside the box. */
  take(text) {
    this.box.value = text;
    this.send();
  }

  /** Typed beside the box while another pass is on its way, it is the next one. */
  arrive(text) {
    if (this.isSent) {
      this.box.value = text;
      this.isEntered = true;
    } else {
      this.take(text);
    }
  }

  send() {
    this.form.requestSubmit();
  }

  /** What arrives while another pass is on its way: the camera will see it again. */
  found(event) {
    if (this.isSent) {
      event.preventDefault();
    } else {
      this.take(event.detail);
    }
  }

  /** The number is on its way: what is typed now is the next one. */
  leave() {
    this.isSent = true;
    this.box.value = "";
    scrollTo(0, 0);
  }

  /** One pass at a time: the next one waits for the page of this one. Without a connection it waits in the queue. */
  hold(event) {
    if (this.isSent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.isEntered = true;
    } else if (isWaiting()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.wait(new FormData(this.form));
    }
  }

  failed(ctx) {
    if (ctx?.request?.body && !ctx.response) {
      this.wait(ctx.request.body);
    }
  }

  /** The box is free for the next pass, under a new number that makes that one count once. */
  wait(body) {
    const next = this.isSent ? this.unsent() : null;
    keep(this.form.action, body);
    this.form.elements.nonce.value = newNonce();
    this.isSent = false;
    this.isEntered = false;
    this.box.value = next?.text ?? "";
    if (next?.isEntered) {
      this.send();
    }
  }

  async camera(scan) {
    await import("./camera.js");
    const camera = scan.querySelector("camera-scanner");
    if (camera.hidden) {
      await camera.open();
    } else {
      camera.close();
    }
  }

  showCamera(scan, state) {
    const button = scan.querySelector("[data-camera]");
    isCameraOpen = ["starting", "open"].includes(state);
    button.setAttribute("aria-expanded", String(state !== "closed"));
    if (state === "closed") {
      button.focus();
    }
  }
}

/** As `{% nonce %}` makes them; crypto.randomUUID is not there without https. */
function newNonce() {
  return [...crypto.getRandomValues(new Uint8Array(15))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

customElements.define("scan-box", ScanBox);
listen({
  boxOf: () => (before?.isConnected ? before.box : null),
  take: (text) => before.arrive(text),
  send: () => before.send(),
});
