/* What pages about people add to plain forms: the places behind a postal code, a smaller picture, and printing. */

/** Offers the places of the postal code that is typed, and fills in the only one. */
class PostalPlaces extends HTMLElement {
  connectedCallback() {
    this.code = this.querySelector("[name=postal_code]");
    this.city = this.querySelector("[name=city]");
    this.list = this.querySelector("datalist");
    this.code.addEventListener("input", () => this.look());
  }

  async look() {
    const code = this.code.value.trim();
    if (code.length !== 4) {
      return;
    }
    const answer = await fetch(`${this.dataset.places}?postal_code=${encodeURIComponent(code)}`);
    if (answer.ok && code === this.code.value.trim()) {
      this.offer((await answer.json()).places);
    }
  }

  offer(places) {
    const before = [...this.list.options].map((option) => option.value);
    const isTheirs = this.city.value && !before.includes(this.city.value);
    this.list.replaceChildren(...places.map((place) => new Option("", place)));
    if (!isTheirs && places.length) {
      this.city.value = places.length === 1 ? places[0] : "";
      this.letTypingReplace();
    }
  }

  /** Who was faster than the answer is in the field already: what is typed now takes the place of what we filled in. */
  letTypingReplace() {
    if (document.activeElement === this.city) {
      this.city.select();
    }
  }
}

const LONGEST_SIDE = 800;

/** Makes a picture small before it is sent, and shows it: a camera makes files of many megabytes. */
class SmallPicture extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => this.shrink(event.target));
  }

  async shrink(input) {
    const [file] = input.files;
    if (!file) {
      return;
    }
    for (const other of this.querySelectorAll("input[type=file]")) {
      if (other !== input) {
        other.value = "";
      }
    }
    try {
      this.draw(await createImageBitmap(file));
    } catch {
      // What the browser cannot read, the server refuses with words.
      return;
    }
    const blob = await new Promise((done) => this.canvas.toBlob(done, "image/jpeg", 0.85));
    const small = new DataTransfer();
    small.items.add(new File([blob], "picture.jpg", { type: blob.type }));
    input.files = small.files;
  }

  draw(picture) {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    this.canvas = this.querySelector("canvas");
    this.canvas.width = Math.round(picture.width * scale);
    this.canvas.height = Math.round(picture.height * scale);
    this.canvas.getContext("2d").drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
    this.canvas.hidden = false;
    for (const present of this.querySelectorAll("img.face, span.face")) {
      present.hidden = true;
    }
  }
}

/** The button that opens the printer's window; it is only there where it does something. */
class PrintButton extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => print());
  }
}

customElements.define("postal-places", PostalPlaces);
customElements.define("small-picture", SmallPicture);
customElements.define("print-button", PrintButton);
