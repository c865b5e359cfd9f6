import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { CODE_DIGITS, codeAt, codeMac, groupedCode, readCode, stepAt, untilNextCode } from './member-code.js'
import { hmacSha256, sha256 } from './sha256.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('SHA-256 and HMAC agree with those of Node on any input', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 100 }), (message, key) => {
    expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'))
    expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'))
  }), { numRuns: 300 })
})
test('the published vector of RFC 4231, case 2', () => {
  expect(hex(hmacSha256(Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')))).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
})

const secret = '0b'.repeat(32)
const at = 1_795_300_000_000
test('eighteen digits that read back into their parts', () => {
  const digits = codeAt({ secret, alias: '004215873', at })
  expect(digits).toMatch(/^\d{18}$/)
  expect(digits).toHaveLength(CODE_DIGITS)
  expect(readCode(digits)).toEqual({ version: 1, alias: '004215873', tail: stepAt(at) % 10, mac: codeMac({ secret, alias: '004215873', step: stepAt(at) }) })
  expect(readCode(groupedCode(digits))).toEqual(readCode(digits))
  expect(groupedCode('123456789012345678')).toBe('1234 5678 9012 3456 78')
})
test('what is not a code of ours', () => {
  for (const text of ['', '123', '2'.padEnd(18, '0'), '1'.padEnd(19, '0'), '１２３', "1' or 1=1--aaaaaaaa"]) expect(readCode(text)).toBeNull()
})
test('any change of step, alias or secret changes the proof', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }), (n) => {
    const mine = codeMac({ secret, alias: '004215873', step: 5 })
    const others = [codeMac({ secret, alias: '004215873', step: 5 + n }), codeMac({ secret, alias: String(n).padStart(9, '1'), step: 5 }), codeMac({ secret: n.toString(16).padStart(64, 'a'), alias: '004215873', step: 5 })]
    // one in ten million may coincide; three thousand draws of a fixed seed do not
    for (const other of others) expect(other).not.toBe(mine)
  }), { numRuns: 300, seed: 7 })
})
test('the countdown', () => {
  expect(untilNextCode(60_000)).toBe(30_000)
  expect(untilNextCode(60_001)).toBe(29_999)
  expect(untilNextCode(89_999)).toBe(1)
})
