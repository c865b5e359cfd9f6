import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

// An import makes a million ids: chance comes by the pool, and ids of one millisecond count up, as RFC 9562 section 6.2 has it.
const pool = new Uint8Array(1 << 16)
let at = pool.length
let last = -Infinity
let seq = 0

/** A new UUIDv7: made here, never by the database, and in order of time. */
export function newId<T extends string = string>(): T {
  if (at === pool.length) {
    randomFillSync(pool)
    at = 0
  }
  const random = pool.subarray(at, (at += 16))
  const now = Date.now()
  if (now > last) {
    last = now
    seq = ((random[6]! & 0x7f) << 24) | (random[7]! << 16) | (random[8]! << 8) | random[9]!
  } else {
    seq = (seq + 1) | 0
    if (seq === 0) last += 1
  }
  return v7({ msecs: last, seq, random }) as T
}
