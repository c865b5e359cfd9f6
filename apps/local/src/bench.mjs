// npm run bench [-- earn claim home quote import what-if flash night]
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { build } from './build.mjs'
import { node } from './children.mjs'
import { endAll, watchSignals } from './ending.mjs'
import { ensureFolders } from './folders.mjs'
import { line } from './say.mjs'

export async function run(args) {
  watchSignals(); ensureFolders()
  line(); line('Huitou 回头: bench'); line()
  try {
    await build({ fronts: [] })
    return (await node([join(root, 'test/bench/main.mjs'), ...args], { output: 'show' })).code
  } finally { await endAll() }
}
