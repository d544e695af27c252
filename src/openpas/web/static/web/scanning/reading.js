/* What a code is that a camera found. What it means is for the server to say; here only what is certainly no pass. */

const CARD = /^[0-9]{13}$/;
const NATIONAL_NUMBER = /(?<![0-9])[0-9]{11}(?![0-9])/;
const CHECKIN_CODE = /^[a-z0-9]{16,40}$/i;

/** `{ number }` for what a scanner would have typed, `{ problem }` with the name of what to say otherwise. */
export function readingOf(text, format) {
  const plain = text.trim().replaceAll(/[\s.-]/g, "");
  if (CARD.test(plain)) {
    return { number: plain };
  }
  if (format === "qr_code") {
    return { problem: CHECKIN_CODE.test(plain) ? "event" : "other" };
  }
  const found = NATIONAL_NUMBER.exec(plain);
  return found && isNationalNumber(found[0]) ? { number: found[0] } : { problem: "other" };
}

/** A Code 39 has no check of its own: half a code in the picture would be another number. */
function isNationalNumber(digits) {
  const body = digits.slice(0, 9);
  const check = Number(digits.slice(9));
  return [body, `2${body}`].some((one) => 97 - (Number(one) % 97) === check);
}
