/* Two sounds, the same for everybody: ready, and look at the screen. Silent until somebody asks for them here. */

const ON = "openpas-sound";
const HEARD = "openpas-heard";
const NOTES = { ready: [660, 880], look: [330, 330] };
const NOTE_SECONDS = 0.12;

/** Plays the sound of a thing that happened, once. */
export function hear(name, happened) {
  if (localStorage.getItem(ON) !== "yes" || sessionStorage.getItem(HEARD) === happened) {
    return;
  }
  sessionStorage.setItem(HEARD, happened);
  play(name);
}

function play(name) {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = 0.15;
  volume.connect(audio.destination);
  NOTES[name].forEach((frequency, place) => {
    const note = audio.createOscillator();
    note.frequency.value = frequency;
    note.connect(volume);
    note.start(audio.currentTime + place * NOTE_SECONDS * 1.25);
    note.stop(audio.currentTime + place * NOTE_SECONDS * 1.25 + NOTE_SECONDS);
  });
  setTimeout(() => audio.close(), 1000);
}

/** The switch of the sounds, for this browser. */
class DeskSound extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.turn());
    this.show();
  }

  turn() {
    const turnsOn = localStorage.getItem(ON) !== "yes";
    localStorage.setItem(ON, turnsOn ? "yes" : "no");
    this.show();
    if (turnsOn) {
      play("ready");
    }
  }

  show() {
    this.button.setAttribute("aria-pressed", String(localStorage.getItem(ON) === "yes"));
  }
}

customElements.define("desk-sound", DeskSound);
