// npm run bench [-- earn claim flash home quote import what-if night]: each path beside its baseline, in one run on one machine. Absolutes
// move from run to run; the ratios are what counts. Every figure is the median of its rounds. The ratios of what commits
// depend on what a durable commit costs: HUITOU_BENCH_POSTGRES gives the server more settings, for both sides alike
// ("commit_delay=1000 commit_siblings=0" holds each flush back by a millisecond, as a slower disk would).
import { cpus, loadavg } from 'node:os'
import { Stand } from '../setup/stand.mjs'
import { bareDriver, openBare } from './bare.mjs'
import { benchClaim } from './claim.mjs'
import { benchEarn } from './earn.mjs'
import { benchFlash } from './flash.mjs'
import { benchHome } from './home.mjs'
import { benchImport } from './import.mjs'
import { benchNight } from './night.mjs'
import { benchQuote } from './quote.mjs'
import { benchWhatIf } from './what-if.mjs'
import { rounded } from './run-load.mjs'

const benches = { earn: benchEarn, claim: benchClaim, flash: benchFlash, home: benchHome, quote: benchQuote, import: benchImport, 'what-if': benchWhatIf, night: benchNight }
// A million members take minutes to lay down: the night is measured when it is asked for by name.
const asked = process.argv.slice(2).filter((arg) => arg in benches), chosen = asked.length ? asked : Object.keys(benches).filter((name) => name !== 'night')
const ROUNDS = 3, SECONDS = Number(process.env.HUITOU_BENCH_SECONDS ?? 6)

const moreSettings = (process.env.HUITOU_BENCH_POSTGRES ?? '').split(' ').filter(Boolean)

const driver = bareDriver()
console.log(`  ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, load ${loadavg()[0].toFixed(1)}, baseline by ${driver ? `pgbench ${driver.major}` : 'a Node driver in its own process'}; ${ROUNDS} rounds of ${SECONDS} s${moreSettings.length ? `; PostgreSQL with ${moreSettings.join(', ')}` : ''}`)
const stand = new Stand('bench'), rows = []
let failed = false
try {
  let bare
  if (chosen.some((name) => name !== 'quote' && name !== 'night')) {
    await stand.open({ flags: ['shared_buffers=512MB', 'max_wal_size=4GB', ...moreSettings], env: { DATABASE_POOL: '16' } })
    bare = await openBare(stand.server.url('postgres'))
  }
  for (const name of chosen) {
    console.log(`  … ${name}`)
    try { for (const row of await benches[name]({ stand, bare, rounds: ROUNDS, seconds: SECONDS })) { rows.push(row); print(row) } } catch (error) { failed = true; console.log(`  ✗ ${name}: ${error.message}`) }
  }
} finally { await stand.close() }
console.log('\n  all of this run:')
for (const row of rows) print(row)
process.exit(failed ? 1 : 0)

/** A row: what was measured, the baseline beside it, their ratio, and what limits.md asks. */
function print({ path, value, unit, base: beside, baseName, ratio, asks, note }) {
  const held = beside === undefined ? '' : `  against ${rounded(beside)} ${unit} ${baseName}`
  const times = ratio === undefined ? '' : `  = ${ratio.toFixed(2)}x`
  const met = asks === undefined ? '' : `  (${asks.met ? 'reaches' : 'MISSES'} ${asks.text})`
  console.log(`  ${path.padEnd(34)} ${rounded(value).padStart(9)} ${unit}${held}${times}${met}${note ? `  ${note}` : ''}`)
}
