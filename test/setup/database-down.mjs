// jest globalTeardown: stops the server that globalSetup started, and leaves one of HUITOU_TEST_PG alone.
import { rmSync } from 'node:fs'

export default async function databaseDown() {
  const own = globalThis.huitouTestServer
  if (!own) return
  await own.server.stop({ immediate: true })
  rmSync(own.dir, { recursive: true, force: true })
}
