/* What finds codes in a picture: the browser itself where it can, else the decoder that we bring along. */

const FORMATS = ["code_128", "code_39", "qr_code"];
const WASM = new URL("../../vendor/zxing-wasm/zxing_reader-3.1.3.wasm", import.meta.url).href;

let made = null;

/** A BarcodeDetector for cards, identity cards and digital passes. Rejects where neither can be had. */
export function decoder() {
  made ??= make().catch((problem) => {
    made = null;
    throw problem;
  });
  return made;
}

async function make() {
  const known = (await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (FORMATS.every((format) => known.includes(format))) {
    return new globalThis.BarcodeDetector({ formats: FORMATS });
  }
  const { BarcodeDetector, prepareZXingModule } = await import("../../vendor/barcode-detector/ponyfill.js");
  await prepareZXingModule({ overrides: { locateFile: () => WASM }, fireImmediately: true });
  return new BarcodeDetector({ formats: FORMATS });
}
