import { codeAt, readCode, STEP_MS } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { deviceSecret, judgeCode, lockedUntil, type AliasFacts } from './member-code.js'

const secret = deviceSecret(Buffer.alloc(32, 7), '0192f000-0000-7000-8000-000000000001')
const at = Math.floor(1_795_300_000_000 / STEP_MS) * STEP_MS
const alias: AliasFacts = { memberId: 'm' as MemberId, deviceId: 'd', revoked: false, used: null }
const code = readCode(codeAt({ secret, alias: '500000001', at }))!
const judge = (ms: number, facts: AliasFacts | null = alias) => judgeCode({ code, alias: facts, secret, at: at + ms })

test('good within its own thirty seconds and one step either side', () => {
  for (const ms of [0, 29_999, 30_000, 59_999, -1, -30_000]) expect(judge(ms)).toMatchObject({ ok: true, memberId: 'm' })
  expect(judge(60_000)).toEqual({ ok: false, code: 'code-expired', ageSeconds: 60 })
  expect(judge(-30_001)).toMatchObject({ ok: false, code: 'code-expired' })
})
test('late up to an hour says how late; beyond that it is unknown', () => {
  expect(judge(72_000)).toEqual({ ok: false, code: 'code-expired', ageSeconds: 72 })
  expect(judge(59 * 60_000)).toEqual({ ok: false, code: 'code-expired', ageSeconds: 3540 })
  expect(judge(90 * 60_000)).toEqual({ ok: false, code: 'code-unknown' })
})
test('used, also when late; revoked and unheld are unknown', () => {
  const used = { at: at - 5, tillId: 't', visitId: 'v' }
  expect(judge(0, { ...alias, used })).toEqual({ ok: false, code: 'code-used', used })
  expect(judge(120_000, { ...alias, used })).toEqual({ ok: false, code: 'code-used', used })
  expect(judge(0, { ...alias, revoked: true, used })).toEqual({ ok: false, code: 'code-unknown' })
  expect(judge(0, null)).toEqual({ ok: false, code: 'code-unknown' })
})
test('each mistyped digit is seen', () => {
  const digits = codeAt({ secret, alias: '500000001', at })
  for (let i = 1; i < digits.length; i += 1) {
    const typo = digits.slice(0, i) + String((Number(digits[i]) + 1) % 10) + digits.slice(i + 1)
    expect(judgeCode({ code: readCode(typo)!, alias, secret, at }).ok).toBe(false)
  }
})
test('the secret of another device proves nothing', () => {
  const other = deviceSecret(Buffer.alloc(32, 7), '0192f000-0000-7000-8000-000000000002')
  expect(judgeCode({ code, alias, secret: other, at })).toEqual({ ok: false, code: 'code-unknown' })
})
test('five bad scans in a minute lock for a minute from the fifth, four do not', () => {
  const bad = [0, 10_000, 20_000, 30_000, 59_999]
  expect(lockedUntil(bad.slice(0, 4), 59_999)).toBeNull()
  expect(lockedUntil(bad, 59_999)).toBe(119_999)
  expect(lockedUntil(bad, 119_999)).toBeNull()
  expect(lockedUntil([0, 15_000, 30_000, 45_000, 60_000], 60_000)).toBeNull()
})
