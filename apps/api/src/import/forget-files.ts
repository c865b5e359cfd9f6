import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DAY, type Instant, type MerchantId } from '@huitou/units'
import type { Database } from '../platform/database/index.js'
import { FILE_DAYS, PROBLEM_DAYS } from './import-files.js'
import { forgetRows, runsOfFiles } from './import.rows.js'
import { isUnderWay } from './import-record.js'

/**
 * What an import holds of people besides the orders it booked goes when it is of no more use: the file once its orders are
 * booked or it lay for a week, faulty rows and samples after a month. Undoing an import needs neither. Answers how many
 * files went.
 */
export async function forgetFiles(database: Database, merchantId: MerchantId, pathOf: (merchantId: MerchantId, importId: string) => string, now: Instant): Promise<number> {
  const folder = dirname(pathOf(merchantId, 'x'))
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f-]{36}\.csv$/.test(name))
  const runs = await database.inMerchant(merchantId, (tx) => runsOfFiles(tx, names.map((name) => name.slice(0, 36))), { readOnly: true })
  let gone = 0
  for (const name of names) {
    const run = runs.find((r) => r.importId === name.slice(0, 36))
    if (run && (isUnderWay(run, now) || (run.status !== 'done' && run.status !== 'undone' && now - run.createdAt < FILE_DAYS * DAY))) continue
    await rm(join(folder, name), { force: true })
    gone++
  }
  await database.inMerchant(merchantId, (tx) => forgetRows(tx, now - PROBLEM_DAYS * DAY))
  return gone
}
