/* <reader-trial>: tries a reader, the camera or the chip. It tells how a reader types; what that means tells the server. */

const AS_A_READER_MS = 50;

/** How the last one typed: told on the page that answers it. */
let told = "";

class ReaderTrial extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input[name=typed]");
    this.field.addEventListener("keydown", (event) => this.hear(event));
    this.addEventListener("scan-found", (event) => this.read(event.detail));
    this.addEventListener("camera-state", ({ detail }) => this.showCamera(detail));
    this.button = this.querySelector("[data-camera]");
    this.button.addEventListener("click", () => this.camera());
    this.button.hidden = false;
    this.querySelector("[data-part=speed]").textContent = told;
    told = "";
  }

  hear(event) {
    if (event.key === "Enter" || event.key === "Tab") {
      told = this.field.value ? this.typed(event) : "";
      if (event.key === "Tab" && told && this.isQuick(event)) {
        event.preventDefault();
        this.field.form.requestSubmit();
      }
    } else if (!this.field.value) {
      this.beganAt = event.timeStamp;
    }
  }

  isQuick({ timeStamp }) {
    return timeStamp - this.beganAt <= this.field.value.length * AS_A_READER_MS;
  }

  typed(event) {
    const words = this.isQuick(event) ? this.dataset.quick : this.dataset.slow;
    const tookMs = String(Math.round(event.timeStamp - this.beganAt));
    return words.replace("{n}", String(this.field.value.length)).replace("{ms}", tookMs).replace("{end}", event.key);
  }

  read(number) {
    this.field.value = number;
    this.field.form.requestSubmit();
  }

  async camera() {
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

customElements.define("reader-trial", ReaderTrial);
