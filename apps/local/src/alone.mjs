// One at a time: two launchers in one checkout must not build into the same folder, nor serve the same shop.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { alive, sleep } from './postgres/processes.mjs'

const lockFile = (name) => join(root, '.huitou', `${name}.lock`)

function take(file) {
  mkdirSync(join(file, '..'), { recursive: true })
  try { writeFileSync(file, String(process.pid), { flag: 'wx' }); return 0 } catch (error) { if (error.code !== 'EEXIST') throw error }
  let holder = 0
  try { holder = Number(readFileSync(file, 'utf8')) } catch { /* freed this moment */ }
  if (holder === process.pid) return 0
  if (holder && alive(holder)) return holder
  rmSync(file, { force: true })
  return -1
}

/** Waits for its turn, works, gives the turn back. A lock of a dead process does not count. */
export async function alone(name, work) {
  const file = lockFile(name)
  for (let said = false; ;) {
    const holder = take(file)
    if (holder === 0) break
    if (holder > 0 && !said) { console.log(`  … waiting for the ${name} of another start (pid ${holder})`); said = true }
    await sleep(100)
  }
  try { return await work() } finally { rmSync(file, { force: true }) }
}
