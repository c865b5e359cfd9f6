import { tryPartsOf, dateAt, type LocalDate } from '@huitou/units'
import { SystemClock } from '../platform/clock/index.js'
import { BadConfig, readConfig } from '../platform/config/index.js'
import { Database, Doors, makePool } from '../platform/database/index.js'
import { GROUP_COMMIT, GroupCommit } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { importFolder } from '../import/index.js'
import { countAndKeep } from '../liability/index.js'
import { termsOf } from '../points/index.js'
import { SelfAudit } from '../self-audit/index.js'
import { runNights } from './run-night.js'

/** npm run nightly -- --as-of 2026-11-30: all shops' nights up to that day (default: today of each shop). */
async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--as-of')
  const asOf: LocalDate | undefined = at >= 0 ? args[at + 1] : undefined
  if (at >= 0 && (asOf === undefined || !tryPartsOf(asOf))) {
    console.error('--as-of wants a day of the calendar: npm run nightly -- --as-of 2026-11-30')
    return 2
  }
  const config = readConfig(process.env)
  const clock = new SystemClock()
  const database = new Database(makePool({ connectionString: config.databaseUrl, max: config.databasePool }))
  try {
    const doors = new Doors(database)
    const groupCommit = new GroupCommit(database, clock, GROUP_COMMIT)
    const shops = await doors.merchantIds()
    if (shops.length === 0) console.log('There is no shop in this database yet.')
    for (const merchantId of shops) {
      const { zone } = await database.inMerchant(merchantId, termsOf, { readOnly: true })
      const started = performance.now()
      const nights = await runNights({ database, doors, groupCommit, clock, importPath: importFolder(config.keysDir) }, merchantId, asOf ?? dateAt(clock.now(), zone), newId())
      const seconds = (performance.now() - started) / 1000
      if (nights === null) console.log(`${merchantId}: another process is at it`)
      else if (nights.length === 0) console.log(`${merchantId}: nothing left to do`)
      if (nights !== null) {
        await countAndKeep(database, merchantId, clock.now())
        console.log(`${merchantId}: self-audit, ${await new SelfAudit(database, clock).night(merchantId)} rows out of line`)
      }
      for (const night of nights ?? []) console.log(`${merchantId} ${night.day}: ${Object.entries(night.done).map(([name, n]) => `${name} ${n}`).join(', ')}`)
      if (nights?.length) console.log(`${merchantId}: nights in ${seconds.toFixed(1)} s`)
    }
    return 0
  } finally {
    await database.onApplicationShutdown()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (fault) {
  console.error(fault instanceof BadConfig ? fault.message : fault)
  process.exitCode = 1
}
