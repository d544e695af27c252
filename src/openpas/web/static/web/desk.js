/* What the desk adds to plain pages: scanning, the counter, shortcuts, and spoken news. */

import "./counter/customer_news.js";
import "./counter/visit_form.js";
import "./scanning/nfc.js";
import "./scanning/scan_box.js";

/** What few pages have, loaded when one of them is there. */
const PARTS = {
  "list-scanner": "./scanning/list_scanner.js",
  "reader-trial": "./scanning/reader_trial.js",
};

function loadParts() {
  for (const [name, module] of Object.entries(PARTS)) {
    if (document.querySelector(name)) {
      import(module);
    }
  }
}

/** A key goes to the first thing that carries it: a button or link is pressed, a section gets the focus. */
function takeShortcut(event) {
  const isElsewhere = event.defaultPrevented || document.querySelector("dialog[open]") !== null;
  if (isElsewhere || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) {
    return;
  }
  const wanted = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!wanted) {
    return;
  }
  event.preventDefault();
  if (event.key === "F2" || event.key === "Escape") {
    wanted.click();
    return;
  }
  place(wanted).focus();
}

/** Where a section begins for the keyboard: at a ticket, which it then chooses, or at the first thing in sight. */
function place(section) {
  if (section.matches("button")) {
    return section;
  }
  const ticket = section.querySelector("input[name=offer]:checked:not([value=''])");
  const inside = [...section.querySelectorAll("input:not([type=hidden]), summary, button")];
  const first = ticket ?? inside.find((one) => one.checkVisibility()) ?? section;
  if (first.name === "offer") {
    first.click();
  }
  return first;
}

/** A live region is only heard when it was there before its words. */
function announce() {
  const news = [...document.querySelectorAll("[data-announce], [role=alert]")].filter((one) => one.checkVisibility());
  const words = [...new Set(news.map((one) => one.textContent.trim()))];
  document.getElementById("announcer").textContent = words.join(" ");
}

document.addEventListener("keydown", takeShortcut);
document.addEventListener("htmx:after:swap", announce);
document.addEventListener("htmx:after:swap", loadParts);
announce();
loadParts();
