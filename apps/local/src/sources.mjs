// What was built from what: a hash over names and contents decides whether a part is built again.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { stampFolder } from './folders.mjs'

const skipped = new Set(['node_modules', 'dist', 'generated', '.swc', 'screenshots'])
const isTest = (name) => /\.test\.tsx?$/.test(name)

/** Files below a folder, in a fixed order, without tests and products. */
export function* sourceFiles(path) {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) { yield path; return }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name) || isTest(entry.name)) continue
    if (entry.isDirectory()) yield* sourceFiles(join(path, entry.name))
    else if (entry.isFile()) yield join(path, entry.name)
  }
}

export function hashOf(paths, salt = '') {
  const hash = createHash('sha256').update(`${salt} node-abi${process.versions.modules}`)
  for (const path of paths) for (const file of sourceFiles(join(root, path))) hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

/** Builds unless the product is there and was made from exactly these sources. Answers whether it built. */
export async function whenChanged(name, { from, product, salt }, build) {
  const stamp = join(stampFolder, name), now = hashOf(from, salt)
  if (existsSync(join(root, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false
  mkdirSync(stampFolder, { recursive: true }); rmSync(stamp, { force: true }) // a build that breaks off is repeated
  await build()
  writeFileSync(stamp, now)
  return true
}
