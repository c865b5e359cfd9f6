// npm run nightly -- --as-of 2026-11-30: the nightly run by hand, up to the end of that day.
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { build } from './build.mjs'
import { node } from './children.mjs'
import { atEnd, endAll, watchSignals } from './ending.mjs'
import { ensureFolders } from './folders.mjs'
import { borrowDatabase } from './borrow.mjs'

export async function run(args) {
  watchSignals(); ensureFolders()
  try {
    await build({ fronts: [] })
    const { env, stop } = await borrowDatabase(); atEnd(stop)
    const { code } = await node([join(root, 'apps/api/dist/nightly/main.js'), ...args], { env, output: 'show' })
    return code
  } finally { await endAll() }
}
