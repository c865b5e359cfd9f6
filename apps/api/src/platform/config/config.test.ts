import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Keys, readConfig } from './index.js'

const DATABASE_URL = 'postgresql://shop:Zk3-long-one@db:5432/huitou'

test('a missing or malformed variable is named, and defaults hold', () => {
  expect(() => readConfig({})).toThrow(/DATABASE_URL is missing/)
  expect(() => readConfig({ DATABASE_URL, PORT: '99999' })).toThrow(/PORT is not valid/)
  expect(readConfig({ DATABASE_URL })).toMatchObject({ port: 7100, demo: false, host: '127.0.0.1', nightly: true })
  expect(readConfig({ DATABASE_URL, WX_APPID: 'wx1' }).wechat).toBeUndefined()
})

test('default secrets are refused outside the demo', () => {
  const weak = 'postgresql://shop:postgres@db:5432/huitou'
  expect(() => readConfig({ DATABASE_URL: weak })).toThrow(/default everybody knows/)
  expect(() => readConfig({ DATABASE_URL, WX_APPID: 'wx1', WX_SECRET: 'changeme' })).toThrow(/WX_SECRET/)
  expect(readConfig({ DATABASE_URL: weak, HUITOU_DEMO: '1' }).demo).toBe(true)
})

test('keys are made once, for the owner alone; an open or cut one is refused', () => {
  const dir = mkdtempSync(join(tmpdir(), 'keys-'))
  const made = new Keys(join(dir, 'k')).of('token')
  expect(new Keys(join(dir, 'k')).of('token')).toEqual(made)
  expect(made).toHaveLength(32)
  expect(statSync(join(dir, 'k', 'token.key')).mode & 0o777).toBe(0o600)
  chmodSync(join(dir, 'k', 'token.key'), 0o644)
  expect(() => new Keys(join(dir, 'k')).of('token')).toThrow(/chmod 600/)
  writeFileSync(join(dir, 'k', 'phone.key'), 'short', { mode: 0o600 })
  expect(() => new Keys(join(dir, 'k')).of('phone')).toThrow(/32 bytes/)
  rmSync(dir, { recursive: true })
})
