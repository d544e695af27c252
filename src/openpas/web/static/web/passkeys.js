/* The conversation between the server and the device that keeps a passkey (WebAuthn level 3). */

/** Whether this browser can speak of passkeys as JSON; older ones are not offered any. */
export function passkeysWork() {
  return typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
}

/** Prove with a passkey who is here; the address of the next page. */
export async function prove(form) {
  const options = await asked(form, form.dataset.options);
  const credential = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
  });
  return (await asked(form, form.action, credential)).next;
}

/** Make a passkey for who is here; the address of the next page. */
export async function remember(form) {
  const options = await asked(form, form.dataset.options);
  const credential = await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
  });
  return (await asked(form, form.action, credential)).next;
}

async function asked(form, address, credential) {
  const fields = new FormData(form);
  if (credential) {
    fields.set("credential", JSON.stringify(credential.toJSON()));
  }
  const answer = await fetch(address, { method: "POST", body: fields, headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) {
    throw new Error(told.problem, { cause: "told" });
  }
  return told;
}
