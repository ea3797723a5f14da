// PDQ of a picture, capped at 512 pixels, written from the published description (see NOTICE). Single precision and the order
// of every sum are part of the result: the same pixels give the same bits as the server's library.
const f = Math.fround;
const CAP = 512;
const SIDE = 64;
const CORNER = 16;
const SMALLEST = 5;

const weighted = (weight) => Float32Array.from({ length: 256 }, (none, value) => f(f(weight) * value));
const RED = weighted(0.299);
const GREEN = weighted(0.587);
const BLUE = weighted(0.114);
const COSINES = new Float32Array(CORNER * SIDE);
for (let i = 0; i < CORNER; i++) {
  for (let j = 0; j < SIDE; j++) {
    COSINES[i * SIDE + j] = Math.sqrt(2 / SIDE) * Math.cos((Math.PI / (2 * SIDE)) * (i + 1) * (2 * j + 1));
  }
}

// Sign changes come before transposing; "even" and "odd" are of the indices from 0.
const none = () => false;
const evenRow = (i) => i % 2 === 0;
const evenColumn = (i, j) => j % 2 === 0;
const oddSum = (i, j) => (i + j) % 2 === 1;
const VARIANTS = [
  ["original", none, false],
  ["rotated-90", evenColumn, true],
  ["rotated-180", oddSum, false],
  ["rotated-270", evenRow, true],
  ["flipped-x", evenRow, false],
  ["flipped-y", evenColumn, false],
  ["transposed", none, true],
  ["transversed", oddSum, true],
];

/** Width and height of the picture that is hashed: the whole, or 512 x 512 where a side is longer. */
export function reduced(width, height) {
  return width > CAP || height > CAP ? { width: CAP, height: CAP } : { width, height };
}

/** The place in the picture that is taken for a place in the reduced one. */
export function pick(index, size, target) {
  return Math.floor((index * size) / target);
}

/** The grey value of a colour; what shines through lies on white. */
export function luma(red, green, blue, alpha) {
  return f(f(RED[onWhite(red, alpha)] + GREEN[onWhite(green, alpha)]) + BLUE[onWhite(blue, alpha)]);
}

function onWhite(value, alpha) {
  return alpha === 255 ? value : Math.floor((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/** Quality and the eight variants of a reduced picture given as luma, row by row; nothing if it is too small. */
export function hash(grey, width, height) {
  if (width < SMALLEST || height < SMALLEST) return undefined;
  const small = centres(blurred(grey, width, height), width, height);
  const block = corner(small);
  const variants = VARIANTS.map(([name, negative, transposed]) => [name, bits(turned(block, negative, transposed))]);
  return { quality: quality(small), variants };
}

function blurred(grey, width, height) {
  if (width === SIDE && height === SIDE) return grey;
  const across = Math.ceil(width / (2 * SIDE));
  const down = Math.ceil(height / (2 * SIDE));
  let now = grey;
  for (let pass = 0; pass < 2; pass++) {
    const rows = new Float32Array(now.length);
    for (let y = 0; y < height; y++) box(now, rows, y * width, 1, width, across);
    now = new Float32Array(now.length);
    for (let x = 0; x < width; x++) box(rows, now, x, width, height, down);
  }
  return now;
}

// The mean of a window cut off at the edges, as a running sum: add, then subtract.
function box(from, into, start, step, size, window) {
  const ahead = Math.floor((window + 2) / 2) - 1;
  const behind = window - 1 - ahead;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < Math.min(ahead, size); i++) {
    sum = f(sum + from[start + i * step]);
    count++;
  }
  for (let i = 0; i < size; i++) {
    if (i + ahead < size) {
      sum = f(sum + from[start + (i + ahead) * step]);
      count++;
    }
    if (i - behind - 1 >= 0) {
      sum = f(sum - from[start + (i - behind - 1) * step]);
      count--;
    }
    into[start + i * step] = sum / count;
  }
}

function centres(grey, width, height) {
  const centre = (i, size) => Math.floor(((2 * i + 1) * size) / (2 * SIDE));
  const small = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) small[i * SIDE + j] = grey[centre(i, height) * width + centre(j, width)];
  }
  return small;
}

function quality(small) {
  const step = (here, there) => Math.abs(Math.trunc(f(f(f(here - there) * 100) / 255)));
  let sum = 0;
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) {
      const here = small[i * SIDE + j];
      if (i + 1 < SIDE) sum += step(here, small[(i + 1) * SIDE + j]);
      if (j + 1 < SIDE) sum += step(here, small[i * SIDE + j + 1]);
    }
  }
  return Math.min(100, Math.floor(sum / 90));
}

function corner(small) {
  const half = new Float32Array(CORNER * SIDE);
  for (let i = 0; i < CORNER; i++) {
    for (let j = 0; j < SIDE; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum = f(sum + f(COSINES[i * SIDE + k] * small[k * SIDE + j]));
      half[i * SIDE + j] = sum;
    }
  }
  const block = new Float32Array(CORNER * CORNER);
  for (let i = 0; i < CORNER; i++) {
    for (let j = 0; j < CORNER; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum = f(sum + f(half[i * SIDE + k] * COSINES[j * SIDE + k]));
      block[i * CORNER + j] = sum;
    }
  }
  return block;
}

function turned(block, negative, transposed) {
  const variant = new Float32Array(block.length);
  for (let i = 0; i < CORNER; i++) {
    for (let j = 0; j < CORNER; j++) {
      const value = block[i * CORNER + j];
      variant[transposed ? j * CORNER + i : i * CORNER + j] = negative(i, j) ? -value : value;
    }
  }
  return variant;
}

// 64 digits, the highest bit first: one where a value is above the lower median.
function bits(block) {
  const median = block.slice().sort()[block.length / 2 - 1];
  let hex = "";
  for (let place = block.length - 4; place >= 0; place -= 4) {
    let digit = 0;
    for (let bit = 3; bit >= 0; bit--) digit = digit * 2 + (block[place + bit] > median ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}
