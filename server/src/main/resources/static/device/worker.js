// Reads pictures where nothing can be sent from: this script's own policy allows no connection. It answers with text only.
import { hash, luma, pick, reduced } from "./pdq.js";
import { hex, md5 } from "./md5.js";

const STRIP = 64;
const LARGEST = 100 * 1024 * 1024;
const WIDEST = 16384;
const TRUSTED = 50;

// Browsers that protect against tracking answer with noise when pixels are read back, and the fingerprint would be a bogus one.
async function honest() {
  if (!self.OffscreenCanvas || !self.createImageBitmap || !self.crypto?.subtle) return "lacking";
  const known = new ImageData(16, 16);
  for (let i = 0; i < known.data.length; i++) known.data[i] = i % 4 === 3 ? 255 : (i * 73 + (i >> 4) * 31) % 256;
  const pen = new OffscreenCanvas(16, 16).getContext("2d", { willReadFrequently: true });
  if (!pen) return "lacking";
  pen.putImageData(known, 0, 0);
  if (!same(known, pen.getImageData(0, 0, 16, 16))) return "poisoned";
  const bitmap = await createImageBitmap(known);
  pen.clearRect(0, 0, 16, 16);
  pen.drawImage(bitmap, 0, 0);
  return same(known, pen.getImageData(0, 0, 16, 16)) ? "" : "poisoned";
}

function same(one, other) {
  return one.data.every((value, i) => value === other.data[i]);
}

async function picture(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, {
      imageOrientation: "from-image",
      colorSpaceConversion: "none",
      premultiplyAlpha: "none",
    });
  } catch {
    return undefined;
  }
  // Wider than any browser can draw: only the exact hashes are told.
  if (bitmap.width > WIDEST) return undefined;
  const { width, height } = reduced(bitmap.width, bitmap.height);
  const grey = new Float32Array(width * height);
  const canvas = new OffscreenCanvas(bitmap.width, Math.min(STRIP, bitmap.height));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.imageSmoothingEnabled = false;
  // In strips, so that a large picture does not need its size in memory a second time.
  for (let top = 0, row = 0; row < height; top += STRIP) {
    const high = Math.min(STRIP, bitmap.height - top);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, top, bitmap.width, high, 0, 0, bitmap.width, high);
    const { data } = pen.getImageData(0, 0, bitmap.width, high);
    for (let y = pick(row, bitmap.height, height); row < height && y < top + high; y = pick(++row, bitmap.height, height)) {
      for (let x = 0; x < width; x++) {
        const at = ((y - top) * bitmap.width + pick(x, bitmap.width, width)) * 4;
        grey[row * width + x] = luma(data[at], data[at + 1], data[at + 2], data[at + 3]);
      }
    }
  }
  bitmap.close();
  return hash(grey, width, height);
}

// The lines of one file, without the number it gets on the page.
async function lines(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const found = file.type.startsWith("image/") ? await picture(file) : undefined;
  const text = [];
  if (found && found.quality >= TRUSTED) {
    text.push(`quality ${found.quality}`);
    found.variants.forEach(([name, digits]) => text.push(`pdq-capped ${name} ${digits}`));
  }
  text.push(`sha256 ${hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))}`, `md5 ${md5(bytes)}`);
  return text;
}

onmessage = async ({ data }) => {
  try {
    const trouble = await honest();
    if (trouble || !data) postMessage({ trouble });
    else if (data.size === 0 || data.size > LARGEST) postMessage({ trouble: "", skipped: true });
    else postMessage({ trouble: "", lines: await lines(data) });
  } catch {
    postMessage({ trouble: "", skipped: true });
  }
};
