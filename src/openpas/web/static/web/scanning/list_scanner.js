/* <list-scanner>: collects numbers under each other, from the camera or from a scanner that types.

   The page writes (the words come with the components, nothing has to be filled in):

     <list-scanner>
       <c-text_area name="numbers" ... />      any <textarea name="numbers">, one number a line
       <c-scanning_list />                     the button of the camera, the camera, the count, what came twice
     </list-scanner>

   It works without scripts too: then it is a text area. Each scan appends a line, beeps, and counts; a number that is
   there already is not added again, and told. What somebody types or pastes is counted as it is. */

import { listen } from "./keyboard_wedge.js";

const BEEP = { hz: 880, ms: 90, loudness: 0.08 };

let current = null;
let sound = null;

class ListScanner extends HTMLElement {
  connectedCallback() {
    current = this;
    this.lines = this.querySelector("textarea[name=numbers]");
    this.lines.addEventListener("input", () => this.count());
    this.addEventListener("scan-found", (event) => this.add(event.detail));
    this.addEventListener("camera-state", ({ detail }) => this.showCamera(detail));
    this.button = this.querySelector("[data-camera]");
    this.button.addEventListener("click", () => this.camera());
    this.button.hidden = false;
    this.count();
  }

  disconnectedCallback() {
    current = current === this ? null : current;
  }

  add(text) {
    const number = plain(text);
    const isThere = this.numbers().includes(number);
    if (!isThere) {
      this.lines.value = `${this.lines.value.trimEnd()}\n${text.trim()}\n`.trimStart();
      this.lines.scrollTop = this.lines.scrollHeight;
      this.lines.dispatchEvent(new Event("change", { bubbles: true }));
      beep();
    }
    this.count(isThere ? number : "");
  }

  numbers() {
    return this.lines.value.split("\n").map(plain).filter(Boolean);
  }

  /** How many different ones there are, and whether one came twice. */
  count(again = "") {
    const all = this.numbers();
    const different = new Set(all).size;
    const list = this.querySelector("[data-list]");
    const words = different === 1 ? list.dataset.one : list.dataset.many;
    list.querySelector("[data-part=count]").textContent = words.replace("{n}", String(different));
    const twice = list.querySelector("[data-part=twice]");
    const hasTwice = again !== "" || different < all.length;
    twice.hidden = !hasTwice;
    twice.textContent = again ? list.dataset.again.replace("{number}", again) : hasTwice ? list.dataset.twice : "";
  }

  async camera() {
    sound ??= new AudioContext();
    await import("./camera.js");
    await this.querySelector("camera-scanner").open();
  }

  showCamera(state) {
    this.button.setAttribute("aria-expanded", String(state !== "closed"));
    if (state === "closed") {
      this.button.focus();
    }
  }
}

function plain(line) {
  return line.replaceAll(/[\s.:/-]/g, "").toUpperCase();
}

/** The same sound for everybody. Silent until somebody opened the camera: browsers ask for that. */
function beep() {
  if (!sound) {
    return;
  }
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  tone.frequency.value = BEEP.hz;
  volume.gain.value = BEEP.loudness;
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + BEEP.ms / 1000);
}

customElements.define("list-scanner", ListScanner);
listen({
  boxOf: () => current?.lines,
  take: (text) => current.add(text),
  send: () => current.lines.setRangeText("\n", current.lines.selectionStart, current.lines.selectionEnd, "end"),
});
