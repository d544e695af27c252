/* What signing in adds to plain pages: passkeys, codes that are pasted whole, and codes that are kept. */

import { passkeysWork, prove, remember } from "./passkeys.js";

/** A desk that was installed on the device stays signed in until it is started anew; the server is told. */
function tellWhetherInstalled() {
  for (const field of document.querySelectorAll("input[name=installed]")) {
    field.value = matchMedia("(display-mode: standalone)").matches ? "1" : "";
  }
}

/** A code may be pasted with its spaces, or with the sentence around it; it is sent when its last digit is there. */
class CodeField extends HTMLElement {
  connectedCallback() {
    const box = this.querySelector("input");
    const length = Number(this.dataset.length);
    box.addEventListener("paste", (event) => {
      const digits = event.clipboardData.getData("text").replaceAll(/\D/g, "");
      if (length && digits.length === length) {
        event.preventDefault();
        box.value = digits;
        box.form.requestSubmit();
      }
    });
  }
}

/** Codes that are shown once: copied, printed, or saved as a file that is made here. */
class KeptCodes extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.keep(event.target.closest("[data-keep]")));
  }

  get text() {
    const codes = [...document.querySelectorAll("[data-code]")].map((one) => one.textContent.trim());
    return `${this.dataset.title}\n\n${codes.join("\n")}\n`;
  }

  async keep(button) {
    if (button?.dataset.keep === "print") {
      print();
    } else if (button?.dataset.keep === "copy") {
      await navigator.clipboard.writeText(this.text);
      announce(button.dataset.done);
      this.querySelector("[data-copied]").hidden = false;
    } else if (button?.dataset.keep === "download") {
      this.download();
    }
  }

  download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.text], { type: "text/plain" }));
    link.download = "openpas.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

/** A button for a passkey, only where the browser knows them. What goes wrong is told beside it. */
class PasskeyButton extends HTMLElement {
  connectedCallback() {
    if (!passkeysWork()) {
      this.hidden = true;
      return;
    }
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(event.target);
    });
  }

  async ask(form) {
    const problem = this.querySelector("[data-problem]");
    problem.hidden = true;
    try {
      location.assign(await (this.dataset.does === "remember" ? remember(form) : prove(form)));
    } catch (error) {
      problem.hidden = false;
      problem.querySelector("[data-why]").textContent = error.cause === "told" ? error.message : problem.dataset.stopped;
    }
  }
}

/** A live region is only heard when it was there before its words. */
function announce(words) {
  document.getElementById("announcer").textContent = words;
}

customElements.define("code-field", CodeField);
customElements.define("kept-codes", KeptCodes);
customElements.define("passkey-button", PasskeyButton);
tellWhetherInstalled();
announce([...document.querySelectorAll("[data-announce]")].map((one) => one.textContent.trim()).join(" "));
