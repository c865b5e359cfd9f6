// jest globalSetup of the rings that need a database. Jest runs it once per run, and the workers inherit the
// environment: HUITOU_TEST_PG (administrator's URL) and HUITOU_TEST_TEMPLATE (the database to copy).
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../apps/local/src/postgres/server.mjs'
import { ensureLogin, ensureTemplate, sweep } from './server.mjs'

export default async function database() {
  if (!process.env.HUITOU_TEST_PG) {
    const dir = mkdtempSync(join(tmpdir(), 'huitou-test-'))
    const server = await startPostgres({ dir, durable: false, flags: ['max_connections=300', 'shared_buffers=256MB'] })
    globalThis.huitouTestServer = { dir, server }
    process.env.HUITOU_TEST_PG = server.url('postgres')
  }
  const adminUrl = process.env.HUITOU_TEST_PG
  await sweep(adminUrl); await ensureLogin(adminUrl)
  process.env.HUITOU_TEST_TEMPLATE = await ensureTemplate(adminUrl)
}
