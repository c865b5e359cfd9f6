// The process of one replay: `what-if-worker <merchant> <what-if> <clock offset>`, started by WhatIfJobs.
import type { MerchantId } from '@huitou/units'
import { ShiftedClock } from '../platform/clock/index.js'
import { readConfig } from '../platform/config/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { doWhatIf } from './what-if-jobs.js'

// Nobody waits for a worker whose API is gone.
process.on('disconnect', () => process.exit(0))

const [merchantId, whatIfId, offset] = process.argv.slice(2) as [MerchantId, string, string]
const config = readConfig(process.env)
const database = new Database(makePool({ connectionString: config.databaseUrl, max: 3, statementTimeoutMs: 120_000, lockTimeoutMs: 4_000 }))
doWhatIf({ database, clock: new ShiftedClock(Number(offset)) }, merchantId, whatIfId).then(() => 0, () => 1).then(async (code) => {
  await database.onApplicationShutdown()
  process.exit(code)
})
