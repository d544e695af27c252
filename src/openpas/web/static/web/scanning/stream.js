/* The pictures of a camera. One stream for the tab: it outlives the page that a scan replaces. */

const REMEMBERED = "openpas-camera";
const SHARP = { width: { ideal: 1280 }, height: { ideal: 720 } };

let open = null;

export function openStream() {
  return open?.active ? open : null;
}

/** Rejects as getUserMedia does: NotAllowedError, NotFoundError, NotReadableError. */
export async function startStream() {
  const chosen = localStorage.getItem(REMEMBERED);
  const outward = { ...SHARP, facingMode: { ideal: "environment" } };
  if (chosen) {
    open = await ask({ ...SHARP, deviceId: { exact: chosen } }).catch((problem) => {
      if (problem.name !== "OverconstrainedError") {
        throw problem;
      }
      localStorage.removeItem(REMEMBERED);
      return ask(outward);
    });
  } else {
    open = await ask(outward);
  }
  return open;
}

export function stopStream() {
  for (const track of open?.getTracks() ?? []) {
    track.stop();
  }
  open = null;
}

/** The next camera of the device, remembered in this browser. */
export async function nextCamera() {
  const now = open?.getVideoTracks()[0]?.getSettings().deviceId;
  const all = await cameras();
  const next = all[(all.findIndex((one) => one.deviceId === now) + 1) % all.length];
  localStorage.setItem(REMEMBERED, next.deviceId);
  stopStream();
  return startStream();
}

export async function cameras() {
  return (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
}

export function hasTorch() {
  return Boolean(open?.getVideoTracks()[0]?.getCapabilities?.().torch);
}

export function shine(isOn) {
  return open?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: isOn }] });
}

/** "granted", "denied", or "prompt" where the browser will ask, or does not tell. */
export async function permission() {
  const told = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  return told?.state ?? "prompt";
}

function ask(video) {
  return navigator.mediaDevices.getUserMedia({ video, audio: false });
}
