// Makes the demo shop once: `node apps/api/dist/seed/main.js`. Does nothing when it is there.
import 'reflect-metadata'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { MerchantId } from '@huitou/units'
import { Keys, readConfig } from '../platform/config/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { DEMO } from '../session/index.js'
import { generateDemo } from './generate-demo.js'
import { analyze, findDemo } from './half-made.rows.js'

// Lives are many small things that soon are forgotten: room for them halves the time.
const ROOM = '--max-semi-space-size=64'
if (process.execArgv.includes(ROOM)) await make()
else process.exitCode = spawnSync(process.execPath, [ROOM, ...process.execArgv, fileURLToPath(import.meta.url)], { stdio: 'inherit' }).status ?? 1

async function make(): Promise<void> {
  const config = readConfig(process.env)
  const adminUrl = config.databaseAdminUrl ?? config.databaseUrl
  if (await findDemo(adminUrl, DEMO.slug)) {
    console.log('the demo shop is there already')
  } else {
    const began = performance.now()
    const database = new Database(makePool({ connectionString: config.databaseUrl, max: 3, statementTimeoutMs: 60_000 }))
    try {
      const made = await generateDemo({ database, vault: new PhoneVault(new Keys(config.keysDir)), now: Date.now() }, newId<MerchantId>())
      await analyze(adminUrl)
      console.log(`${made.members.toLocaleString('en')} members, ${made.orders.toLocaleString('en')} orders, ${made.refunds.toLocaleString('en')} refunds in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    } finally {
      await database.onApplicationShutdown()
    }
  }
}
