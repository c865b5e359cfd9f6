// Where a checkout keeps what is not source: everything under .huitou, or the shop's own part under HUITOU_DATA.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './bootstrap.mjs'
import { Trouble } from './trouble.mjs'

/** The shop's folder: database, keys, logs. Losing it loses the shop. */
export const shopFolder = () => resolve(process.env.HUITOU_DATA || join(root, '.huitou', 'shop'))
export const within = (...parts) => join(shopFolder(), ...parts)
export const keysFolder = () => within('keys')
/** Hashes of what was built from what: losing it costs a rebuild. */
export const stampFolder = join(root, '.huitou', 'stamps')

export function ensureFolders() {
  try {
    mkdirSync(shopFolder(), { recursive: true }); mkdirSync(keysFolder(), { recursive: true, mode: 0o700 }); mkdirSync(within('logs'), { recursive: true }); mkdirSync(stampFolder, { recursive: true })
    writeFileSync(within('.writable'), '')
  } catch (error) {
    if (error.code === 'ENOSPC') throw new Trouble(`The disk is full (${error.path ?? shopFolder()}). Free some space and start again.`)
    throw new Trouble(`The folder ${error.path ?? shopFolder()} cannot be written to (${error.code}). Start as the user it belongs to, or set HUITOU_DATA to a folder of your own.`)
  }
}
export const readNote = (...parts) => { try { return readFileSync(within(...parts), 'utf8') } catch { return undefined } }
export const writeNote = (text, ...parts) => writeFileSync(within(...parts), text, { mode: 0o600 })
