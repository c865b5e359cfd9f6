// One running shop per data folder: who serves it, on which port.
import { rmSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { alive } from './postgres/processes.mjs'
import { readNote, within, writeNote } from './folders.mjs'

/** The launcher that serves this shop now, if it is alive and really one. */
export function runningInstance() {
  let noted
  try { noted = JSON.parse(readNote('running.json') ?? 'null') } catch { return undefined }
  if (!noted || noted.pid === process.pid || !alive(noted.pid)) return undefined
  if (process.platform === 'linux') try { if (!readFileSync(`/proc/${noted.pid}/cmdline`, 'utf8').includes('run.mjs')) return undefined } catch { return undefined }
  return noted
}
export const noteInstance = (facts) => writeNote(JSON.stringify({ pid: process.pid, ...facts }), 'running.json')
export const forgetInstance = () => rmSync(within('running.json'), { force: true })
