import { codeAt, readCode } from '@huitou/contract'
import { answerWith, storage } from '../../test/taro.mock'
import { enter } from '../platform/session'
import { codeNow, dropCode, fillCodes } from './code-store'

const SECRET = 'ab'.repeat(32)
const HOUR = 3_600_000
let time = Date.parse('2026-11-21T10:00:00Z')
let asked = 0
const fill = (count: number): void => answerWith(() => { asked += 1; return { statusCode: 200, data: { deviceId: 'd', version: 1, secret: SECRET, digits: 18, stepSeconds: 30, serverNow: new Date(time).toISOString(), aliases: Array.from({ length: count }, (_, i) => String(100_000_000 + i)), expiresAt: new Date(time + 72 * HOUR).toISOString() } } })

beforeEach(() => {
  storage.clear()
  asked = 0
  jest.spyOn(Date, 'now').mockImplementation(() => time)
  enter({ tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId: 'm', merchantId: 's' })
})

test('without ever having been filled there is no code, and none is made up', () => {
  expect(codeNow()).toBeNull()
})

test('shows what the server can derive, a fresh one-time name each 30 seconds, with no network', async () => {
  fill(300)
  await fillCodes()
  answerWith(() => Promise.reject({ errMsg: 'request:fail' }))
  const first = codeNow()
  expect(first?.digits).toBe(codeAt({ secret: SECRET, alias: '100000000', at: time }))
  time += 10_000
  expect(codeNow()?.digits.slice(1, 10)).toBe('100000000')
  const seen = new Set<string>()
  for (let i = 0; i < 240; i += 1) { time += 30_000; seen.add(readCode(codeNow()?.digits ?? '')?.alias ?? '') }
  expect(seen.size).toBe(240)
})

test('a scanned code is not shown again', async () => {
  fill(300)
  await fillCodes()
  const first = codeNow()?.digits
  dropCode()
  expect(codeNow()?.digits).not.toBe(first)
})

test('asks for more only when running low', async () => {
  fill(300)
  await Promise.all([fillCodes(), fillCodes()])
  await fillCodes()
  expect(asked).toBe(1)
  for (let i = 0; i < 200; i += 1) { time += 30_000; codeNow() }
  await fillCodes()
  expect(asked).toBe(2)
})

test('with every name used up and no network the last one stands until it is scanned', async () => {
  fill(2)
  await fillCodes()
  for (let i = 0; i < 5; i += 1) { time += 30_000; codeNow() }
  expect(codeNow()?.digits.slice(1, 10)).toBe('100000001')
})
