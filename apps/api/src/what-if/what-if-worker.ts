// The process of one replay, `what-if-worker <merchant> <what-if> <clock offset>`, started by WhatIfJobs. It folds one half
// of the members itself and the other in a thread of its own, which is this file again, told its part.
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { MerchantId } from '@huitou/units'
import { ShiftedClock } from '../platform/clock/index.js'
import { readConfig } from '../platform/config/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { foldPart, Overtaken, type Part } from './fold-part.js'
import type { Added } from './sum-up.js'
import { doWhatIf } from './what-if-jobs.js'

const [merchantId, whatIfId, offset] = process.argv.slice(2) as [MerchantId, string, string]
const database = new Database(makePool({ connectionString: readConfig(process.env).databaseUrl, max: 3, statementTimeoutMs: 120_000, lockTimeoutMs: 4_000 }))
const deps = { database, clock: new ShiftedClock(Number(offset)) }

/** The other half, by a thread; what stops it stops the run. */
async function inThread(part: Part): Promise<Added> {
  const thread = new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2), workerData: part })
  const [answer] = (await once(thread, 'message')) as [{ added: Added } | { overtaken: true }]
  if ('overtaken' in answer) throw new Overtaken(whatIfId)
  return answer.added
}

if (isMainThread) {
  // Nobody waits for a worker whose API is gone.
  process.on('disconnect', () => process.exit(0))
  doWhatIf(deps, merchantId, whatIfId, inThread).then(() => 0, () => 1).then(async (code) => {
    await database.onApplicationShutdown()
    process.exit(code)
  })
} else {
  const said = await foldPart(deps, merchantId, whatIfId, workerData as Part).then((added) => ({ added }), (fault: unknown) => { if (fault instanceof Overtaken) return { overtaken: true as const }; throw fault })
  parentPort!.postMessage(said)
  await database.onApplicationShutdown()
}
