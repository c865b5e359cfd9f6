// The document of the API, read by somebody else's validator.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '@huitou/contract'
import { bootApi, type World } from './world.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())

test('redocly accepts the OpenAPI document, and every operation of the contract is in it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'openapi-'))
  const file = join(dir, 'openapi.json')
  const { body } = await world.app.inject('/api/openapi.json')
  writeFileSync(file, body)
  const bin = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
  const lint = spawnSync(process.execPath, [bin, 'lint', file], { cwd: dir, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } })
  expect([lint.status, lint.status === 0 ? '' : lint.stdout + lint.stderr]).toEqual([0, ''])
  const document = JSON.parse(body) as { paths: Record<string, Record<string, { operationId: string }>> }
  const named = Object.values(document.paths).flatMap((p) => Object.values(p).map((o) => o.operationId))
  expect(named.sort()).toEqual(Object.keys(routes).sort())
  rmSync(dir, { recursive: true })
}, 60_000)
