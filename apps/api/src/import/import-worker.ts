// The process of one import: `import-worker <merchant> <import> check|run|undo <clock offset>`, started by ImportJobs.
import type { MerchantId } from '@huitou/units'
import { ShiftedClock } from '../platform/clock/index.js'
import { Keys, readConfig } from '../platform/config/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { importFolder } from './import-folder.js'
import { doJob, type ImportJob } from './import-jobs.js'

// Nobody waits for a worker whose API is gone.
process.on('disconnect', () => process.exit(0))

const [merchantId, importId, job, offset] = process.argv.slice(2) as [MerchantId, string, ImportJob, string]
const config = readConfig(process.env)
const database = new Database(makePool({ connectionString: config.databaseUrl, max: 3, statementTimeoutMs: 120_000, lockTimeoutMs: 4_000 }))
const deps = { database, adminUrl: config.databaseAdminUrl ?? config.databaseUrl, vault: new PhoneVault(new Keys(config.keysDir)), clock: new ShiftedClock(Number(offset)), pathOf: importFolder(config.keysDir) }
doJob(deps, merchantId, importId, job).then(() => 0, () => 1).then(async (code) => {
  await database.onApplicationShutdown()
  process.exit(code)
})
