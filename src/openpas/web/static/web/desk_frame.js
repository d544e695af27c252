/* The frame of the desk: the part of the menu that opens, and where one is after a page was put in place of another. */

/** Closes with Escape, and with a click or the focus elsewhere. */
class DeskMore extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.work = new AbortController();
    const signal = this.work.signal;
    this.addEventListener("keydown", (event) => this.leave(event), { signal });
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close(event), { signal });
    document.addEventListener("pointerdown", (event) => this.contains(event.target) || this.close(), { signal });
  }

  disconnectedCallback() {
    this.work.abort();
  }

  leave(event) {
    if (event.key === "Escape" && this.details.open) {
      // Escape also means "next pass" at the counter.
      event.stopPropagation();
      this.details.open = false;
      this.details.querySelector("summary").focus();
    }
  }

  close(event) {
    // Without a new focus the window itself was left: whoever comes back finds the menu as it was.
    if (!event || event.relatedTarget) {
      this.details.open = false;
    }
  }
}

/** The question of the browser whether to install, kept until somebody wants to. */
let install = null;

/** Offers to put the desk on this device: by the browser's own question, or in words where it has none (iOS). */
class InstallHint extends HTMLElement {
  connectedCallback() {
    const isInstalled = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
    const isApple = navigator.maxTouchPoints > 1 && /Mac|iPhone|iPad/.test(navigator.platform);
    this.querySelector("button").addEventListener("click", () => this.ask());
    this.querySelector("button").hidden = !install;
    this.querySelector("p").hidden = isInstalled || !isApple;
  }

  async ask() {
    const asked = install;
    install = null;
    this.querySelector("button").hidden = true;
    await asked?.prompt();
  }
}

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  install = event;
  document.querySelectorAll("install-hint button").forEach((button) => (button.hidden = false));
});

/** A new page without a place for the focus begins at its content, and says its title to whoever does not see it. */
function arrive() {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) {
      return;
    }
    document.getElementById("main")?.focus({ preventScroll: true });
    const announcer = document.getElementById("announcer");
    announcer.textContent ||= document.title;
  });
}

customElements.define("desk-more", DeskMore);
customElements.define("install-hint", InstallHint);
document.addEventListener("htmx:after:swap", arrive);
