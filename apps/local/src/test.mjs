// npm test: every ring, on servers of its own. The last line says how it went.
//   npm test -- core room     only these rings
//   npm test -- --long        with the long runs (more rounds of races, models and crashes)
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { runChecks } from './check.mjs'
import { chromiumAdvice, findChromium } from './chromium.mjs'
import { stopChildren } from './children.mjs'
import { atEnd, endAll, isEnding, watchSignals } from './ending.mjs'
import { ensureFolders } from './folders.mjs'
import { openRedis } from './redis.mjs'
import { rings, runRing } from './rings.mjs'
import { line, step } from './say.mjs'
import { Trouble } from './trouble.mjs'

export async function run(args) {
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const unknown = wanted.find((name) => name !== 'check' && !rings.some((ring) => ring.name === name)) ?? args.find((arg) => arg.startsWith('--') && arg !== '--long')
  if (unknown) throw new Trouble(`npm test does not know "${unknown}". There are the rings check, ${rings.map((ring) => ring.name).join(', ')}, and --long.`)
  const chosen = rings.filter((ring) => !wanted.length || wanted.includes(ring.name))
  watchSignals(); ensureFolders()
  line(); line('Huitou 回头: tests'); line()
  try {
    const env = { ...await prepare(chosen), ...(args.includes('--long') ? { HUITOU_LONG: '1' } : {}) }
    const results = []
    if (!wanted.length || wanted.includes('check')) results.push(await timed('check', runChecks))
    for (const ring of chosen) if (!isEnding()) results.push(await timed(ring.name, () => runRing(ring, env)))
    return report(results)
  } finally { await endAll(); await stopChildren() }
}

async function timed(name, work) {
  const began = Date.now()
  line(); line(`── ${name} ${'─'.repeat(60 - name.length)}`)
  return { name, ...await work(), seconds: (Date.now() - began) / 1000 }
}

/** What the chosen rings stand on: products, a database server, Redis, a browser. */
async function prepare(chosen) {
  const needs = new Set(chosen.flatMap((ring) => ring.needs)), env = {}
  if (needs.has('browser')) {
    const chromium = await findChromium()
    if (!chromium) throw new Trouble(chromiumAdvice)
    line(`✓ browser: ${chromium}`)
    Object.assign(env, { CHROME_PATH: chromium })
  }
  if (needs.has('build')) await build()
  if (needs.has('database')) Object.assign(env, await ownDatabase())
  if (needs.has('redis')) Object.assign(env, await openRedis())
  if (needs.has('real') && !process.env.REAL_DATA_DIR) line('! REAL_DATA_DIR is not set: tests on real order files are skipped')
  return env
}

async function ownDatabase() {
  if (process.env.HUITOU_TEST_PG) { line('✓ database: the server of HUITOU_TEST_PG'); return {} }
  const { startPostgres } = await import('./postgres/server.mjs')
  const dir = mkdtempSync(join(tmpdir(), 'huitou-test-'))
  let server
  await step('database of its own', async () => {
    server = await startPostgres({ dir, durable: false, flags: ['max_connections=300', 'shared_buffers=256MB'] })
    return `port ${server.port}`
  })
  atEnd(async () => { await server.stop({ immediate: true }); rmSync(dir, { recursive: true, force: true }) })
  return { HUITOU_TEST_PG: server.url('postgres') }
}

function report(results) {
  line(); line('── all rings ' + '─'.repeat(50))
  for (const one of results) line(`${one.failed ? '✗' : '✓'} ${one.name.padEnd(8)} ${String(one.passed).padStart(5)} passed ${String(one.failed).padStart(4)} failed ${String(one.skipped).padStart(4)} skipped   ${one.seconds.toFixed(1)} s`)
  const total = (key) => results.reduce((sum, one) => sum + one[key], 0)
  console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
  return total('failed') ? 1 : 0
}
