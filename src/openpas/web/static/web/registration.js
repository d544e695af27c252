/* <one-scan>: the camera fills in one field and closes again.

     <one-scan>
       <c-field name="..." />  any one text field
       <c-registration_camera />
     </one-scan>

   Without scripts, and without a camera, it is just the field. */

class OneScan extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.button = this.querySelector("[data-camera]");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.open());
    this.addEventListener("scan-found", (event) => this.fill(event.detail));
    this.addEventListener("camera-state", ({ detail }) => this.show(detail));
  }

  async open() {
    await import("./scanning/camera.js");
    await this.querySelector("camera-scanner").open();
  }

  fill(text) {
    this.field.value = text;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.querySelector("camera-scanner").close();
    this.field.form.requestSubmit(this.field.form.querySelector("[type=submit]"));
  }

  show(state) {
    this.button.setAttribute("aria-expanded", String(state !== "closed"));
    if (state === "closed") {
      this.field.focus();
    }
  }
}

customElements.define("one-scan", OneScan);
