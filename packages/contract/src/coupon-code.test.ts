import { CODE_ALPHABET, checkCharacter, printedCode, readTypedCode } from './coupon-code.js'

const chars = '7KQ9M2XRV4TD'
const code = printedCode('SL', chars)

test('printed in groups, the check character with the last', () => {
  expect(code).toBe(`SL-7KQ9-M2XR-V4TD${checkCharacter(chars)}`)
  expect(printedCode('', chars)).toBe(code.slice(3))
  expect(printedCode('A', 'ABCDEFGHJKLMNPQR')).toMatch(/^A-ABCD-EFGH-JKLM-NPQR.$/)
  expect(CODE_ALPHABET).toHaveLength(32)
  expect(/[01OI]/.test(CODE_ALPHABET)).toBe(false)
})

test('dashes and spaces do not count, case does', () => {
  for (const typed of [code, ` ${code} `, code.replaceAll('-', ''), code.replaceAll('-', ' '), code.replaceAll('-', '–')]) expect(readTypedCode(typed)).toEqual({ candidates: [...new Set([typed.trim(), code])], mistyped: false })
  expect(readTypedCode(code.toLowerCase())).toEqual({ candidates: [code.toLowerCase()], mistyped: false })
  expect(readTypedCode('双12')).toEqual({ candidates: ['双12'], mistyped: false })
})

test('every single slip and every two characters that changed places are caught', () => {
  const body = chars + checkCharacter(chars)
  const caught = (other: string) => other === body || readTypedCode(`SL${other}`).mistyped
  for (let i = 0; i < body.length; i += 1) {
    for (const c of CODE_ALPHABET) expect([i, c, caught(body.slice(0, i) + c + body.slice(i + 1))]).toEqual([i, c, true])
    for (let j = i + 1; j < body.length; j += 1) {
      const swapped = [...body]
      ;[swapped[i], swapped[j]] = [swapped[j]!, swapped[i]!]
      expect([i, j, caught(swapped.join(''))]).toEqual([i, j, true])
    }
  }
})
