// SHA-256 and HMAC in plain JavaScript: the phone derives its member code without a network, and a mini-program has no crypto.
// Sources: FIPS 180-4 sections 4.1.2, 5.1.1, 5.3.3, 6.2; RFC 2104 section 2.

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of the first 8.
const { K, H } = constants()

function constants(): { K: Uint32Array; H: Uint32Array } {
  const primes: number[] = []
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n)
  const fraction = (x: number) => Math.floor((x - Math.floor(x)) * 2 ** 32)
  return { K: Uint32Array.from(primes, (p) => fraction(Math.cbrt(p))), H: Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p))) }
}

const turn = (x: number, n: number) => (x >>> n) | (x << (32 - n))

/** The 32 bytes of SHA-256 of the message. */
export function sha256(message: Uint8Array): Uint8Array {
  const blocks = Math.ceil((message.length + 9) / 64)
  const padded = new Uint8Array(blocks * 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(padded.length - 4, message.length * 8)
  const hash = H.slice()
  const w = new Uint32Array(64)
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(at + i * 4)
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15]!
      const y = w[i - 2]!
      w[i] = w[i - 16]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7]! + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))
    }
    round(hash, w)
  }
  const out = new Uint8Array(32)
  const words = new DataView(out.buffer)
  hash.forEach((word, i) => words.setUint32(i * 4, word))
  return out
}

function round(hash: Uint32Array, w: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i += 1) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const sums = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i += 1) hash[i] = hash[i]! + sums[i]!
}

/** The 32 bytes of HMAC-SHA256. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64)
  block.set(key.length > 64 ? sha256(key) : key)
  const inner = new Uint8Array(64 + message.length)
  inner.set(block.map((b) => b ^ 0x36))
  inner.set(message, 64)
  const outer = new Uint8Array(96)
  outer.set(block.map((b) => b ^ 0x5c))
  outer.set(sha256(inner), 64)
  return sha256(outer)
}
