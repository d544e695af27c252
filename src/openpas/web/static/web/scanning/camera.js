/* <camera-scanner>: looks for codes with the camera and tells each as a `scan-found` event (cotton/scanning_camera.html).

   A scan replaces the page and this element with it. The camera stays open meanwhile: what has to last is in `session`. */

import { decoder } from "./decoder.js";
import { readingOf } from "./reading.js";
import { enter } from "./states.js";
import { cameras, hasTorch, nextCamera, openStream, permission, shine, startStream, stopStream } from "./stream.js";

const LOOK_EVERY_MS = 90;
const SAME_CODE_MS = 4000;
const BUSY_MS = 1000;
const REST_AFTER_MS = 60_000;
const LEFT_ALONE_MS = 5000;
const FLASH_MS = 450;
const SAY_MS = 6000;
const STATE_OF = { NotAllowedError: "refused", NotFoundError: "missing", NotReadableError: "busy" };

/** A code that is held up, or was a moment ago. */
class HeldUp {
  constructor() {
    this.text = "";
    this.at = 0;
  }

  become(text) {
    this.text = text;
    this.at = performance.now();
  }

  isStillAmong(found) {
    const isThere = performance.now() - this.at < SAME_CODE_MS && found.some(({ rawValue }) => rawValue === this.text);
    if (isThere) {
      this.at = performance.now();
    }
    return isThere;
  }
}

const session = {
  isWanted: false,
  isLit: false,
  taken: new HeldUp(),
  wrong: new HeldUp(),
  lookedAt: 0,
  foundAt: 0,
  element: null,
};

/** Whether the camera is open in this tab, also between two pages. */
export function isCameraWanted() {
  return session.isWanted;
}

class CameraScanner extends HTMLElement {
  connectedCallback() {
    session.element = this;
    this.work = new AbortController();
    const { signal } = this.work;
    this.video = this.querySelector("video");
    this.addEventListener("click", (event) => this.obey(event.target.closest("[data-do]")), { signal });
    document.addEventListener("visibilitychange", () => this.yieldOrResume(), { signal });
    if (session.isWanted) {
      this.start();
    } else {
      enter(this, "closed");
    }
  }

  disconnectedCallback() {
    this.work.abort();
    if (session.element === this) {
      session.element = null;
      setTimeout(() => session.element ?? end(), LEFT_ALONE_MS);
    }
  }

  /** From a button: explains what the browser is about to ask, unless it has been answered before. Every pass is new. */
  async open() {
    this.hidden = false;
    session.taken.become("");
    if (!navigator.mediaDevices?.getUserMedia) {
      this.become("missing");
      return;
    }
    const allowed = await permission();
    if (allowed === "granted") {
      await this.start();
    } else {
      this.become(allowed === "denied" ? "refused" : "asking");
    }
    [...this.querySelectorAll("button")].find((button) => button.checkVisibility())?.focus({ preventScroll: true });
    this.scrollIntoView({ block: "center" });
  }

  close() {
    end();
    this.become("closed");
  }

  async start() {
    this.become("starting");
    session.isWanted = true;
    session.foundAt = performance.now();
    try {
      await this.show(openStream() ?? (await startStream()));
      this.detector = await decoder();
    } catch (problem) {
      end();
      this.become(STATE_OF[problem.name] ?? "broken");
      return;
    }
    if (this.isConnected && session.isWanted) {
      this.become("open");
      await this.offerTools();
      this.look();
    }
  }

  async show(stream) {
    this.video.srcObject = stream;
    await this.video.play().catch(() => {});
  }

  async offerTools() {
    const torch = this.querySelector("[data-do=torch]");
    torch.hidden = !hasTorch();
    torch.setAttribute("aria-pressed", String(session.isLit));
    this.querySelector("[data-do=switch]").hidden = (await cameras()).length < 2;
  }

  obey(button) {
    const orders = { start: () => this.start(), close: () => this.close(), switch: () => this.turn(), torch: () => this.light() };
    orders[button?.dataset.do]?.();
  }

  async turn() {
    session.isLit = false;
    await this.show(await nextCamera());
    await this.offerTools();
  }

  async light() {
    session.isLit = !session.isLit;
    await shine(session.isLit);
    await this.offerTools();
  }

  /** No camera runs where nobody looks; it goes on when somebody comes back. */
  yieldOrResume() {
    if (document.hidden && this.dataset.state === "open") {
      stopStream();
      this.become("paused");
    } else if (!document.hidden && session.isWanted && this.dataset.state === "paused") {
      this.start();
    }
  }

  async look() {
    while (this.isConnected && this.dataset.state === "open") {
      const found = await this.detector.detect(this.video).catch(() => null);
      if (found) {
        this.excuse();
        this.take(found);
      }
      if (performance.now() - session.foundAt > REST_AFTER_MS) {
        end();
        this.become("paused");
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** Between two pages, or on a busy phone, nobody looked, however long that took: what is held up still is the same. */
  excuse() {
    const now = performance.now();
    if (now - session.lookedAt > BUSY_MS) {
      session.taken.at = now;
      session.wrong.at = now;
    }
    session.lookedAt = now;
  }

  /** A pass counts once for as long as it is held up, and no other beside it; what nobody can take now is found again. */
  take(found) {
    if (session.taken.isStillAmong(found)) {
      return;
    }
    const read = found.map(({ rawValue, format }) => ({ text: rawValue, ...readingOf(rawValue, format) }));
    const pass = read.find(({ number }) => number);
    if (pass && this.tell(pass.number)) {
      session.taken.become(pass.text);
      this.answer("found");
    } else if (!pass && read.length && !session.wrong.isStillAmong(found)) {
      session.wrong.become(read[0].text);
      this.answer("wrong", read[0].problem);
    }
  }

  answer(kind, problem) {
    session.foundAt = performance.now();
    this.mark(kind);
    this.say(problem);
  }

  /** Whether somebody took it. */
  tell(number) {
    const taken = this.dispatchEvent(new CustomEvent("scan-found", { bubbles: true, cancelable: true, detail: number }));
    if (taken) {
      navigator.vibrate?.(60);
      // A find is work: a desk that scans does not lock itself.
      document.dispatchEvent(new Event("pointermove"));
    }
    return taken;
  }

  mark(kind) {
    this.dataset.flash = kind;
    setTimeout(() => delete this.dataset.flash, FLASH_MS);
  }

  say(problem) {
    clearTimeout(this.silence);
    const words = problem ? this.querySelector(`template[data-say=${problem}]`).content.textContent.trim() : "";
    this.querySelector("[role=status]").textContent = words;
    if (words) {
      this.silence = setTimeout(() => this.say(""), SAY_MS);
    }
  }

  become(state) {
    enter(this, state);
    this.hidden = state === "closed";
    this.dispatchEvent(new CustomEvent("camera-state", { bubbles: true, detail: state }));
  }
}

function end() {
  session.isWanted = false;
  session.isLit = false;
  session.taken.become("");
  session.wrong.become("");
  stopStream();
}

customElements.define("camera-scanner", CameraScanner);
