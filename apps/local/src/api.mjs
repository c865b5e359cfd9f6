// The API as a child: behind the guard, so that it ends with the launcher however that one ends.
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './bootstrap.mjs'
import { begin, stopChild } from './children.mjs'
import { within } from './folders.mjs'
import { sleep } from './postgres/processes.mjs'
import { Trouble } from './trouble.mjs'

const guard = fileURLToPath(new URL('./postgres/guard.mjs', import.meta.url))
// A batch of acts makes short-lived objects by the megabyte: a young generation that holds one spares half of the API's CPU.
export const apiFlags = ['--enable-source-maps', '--max-semi-space-size=64']
export const apiLog = () => within('logs', 'api.log')
const lastLog = () => { try { return readFileSync(apiLog(), 'utf8').split('\n').slice(-25).join('\n') } catch { return '' } }

/** Starts the API and waits until it is ready. */
export async function startApi({ port, host, env }) {
  const log = openSync(apiLog(), 'w')
  const command = [process.execPath, [...apiFlags, join(root, 'apps/api/dist/main.js')], { cwd: root }]
  const started = begin(process.execPath, [guard, JSON.stringify(command)], { env: { ...env, PORT: String(port), HOST: host, NODE_ENV: 'production' }, output: log, input: 'pipe' })
  closeSync(log)
  started.child.stdin.on('error', () => {})
  let gone = false
  void started.ended.then(() => { gone = true })
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(50)) {
    if (gone) throw new Trouble(`The API ended while starting. Its last lines (${apiLog()}):\n${lastLog()}`)
    if (await answers(`http://127.0.0.1:${port}/readyz`)) return { ended: started.ended, stop: () => stopChild(started, 15_000), lastLog }
  }
  await stopChild(started)
  throw new Trouble(`The API was not ready within 90 seconds. Its last lines (${apiLog()}):\n${lastLog()}`)
}
async function answers(url) {
  try { return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok } catch { return false }
}
