// MD5 of RFC 1321, which browsers do not offer and which services still compare videos by.
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Uint32Array.from({ length: 64 }, (none, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** 32 hexadecimal digits of the bytes. */
export function md5(bytes) {
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  const whole = bytes.length - (bytes.length % 64);
  const words = new Uint32Array(16);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let start = 0; start < whole; start += 64) turn(state, view, start, words);
  const rest = bytes.subarray(whole);
  const last = new DataView(new ArrayBuffer(rest.length < 56 ? 64 : 128));
  rest.forEach((byte, i) => last.setUint8(i, byte));
  last.setUint8(rest.length, 0x80);
  last.setUint32(last.byteLength - 8, (bytes.length * 8) >>> 0, true);
  last.setUint32(last.byteLength - 4, Math.floor(bytes.length / 2 ** 29), true);
  for (let start = 0; start < last.byteLength; start += 64) turn(state, last, start, words);
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, i) => digest.setUint32(i * 4, word, true));
  return hex(new Uint8Array(digest.buffer));
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function turn(state, view, start, words) {
  for (let i = 0; i < 16; i++) words[i] = view.getUint32(start + i * 4, true);
  let [a, b, c, d] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const [mix, word] =
      round === 0 ? [(b & c) | (~b & d), i]
      : round === 1 ? [(d & b) | (~d & c), (5 * i + 1) % 16]
      : round === 2 ? [b ^ c ^ d, (3 * i + 5) % 16]
      : [c ^ (b | ~d), (7 * i) % 16];
    const sum = (a + mix + SINES[i] + words[word]) | 0;
    const shift = SHIFTS[round * 4 + (i % 4)];
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}
