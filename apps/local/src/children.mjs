// Child processes, each a group of its own: a stop reaches grandchildren, and Ctrl-C in the terminal reaches nobody
// before the launcher has decided in which order to stop.
import { spawn } from 'node:child_process'
import { cleanEnv, root } from './bootstrap.mjs'
import { sleep } from './postgres/processes.mjs'

const children = new Set()

/** Starts a program and keeps account of it. `output: 'collect'` keeps what it prints, 'show' lets it through, a number is a file; `tell` hears each line. */
export function begin(program, args, { cwd = root, env = {}, output = 'collect', input = 'ignore', tell } = {}) {
  const out = output === 'collect' ? 'pipe' : output === 'show' ? 'inherit' : output
  const child = spawn(program, args, { cwd, env: cleanEnv(env), stdio: [input, out, out], detached: true })
  const started = { child, printed: '', ended: undefined }
  children.add(child)
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => {
    started.printed = (started.printed + text).slice(-200_000)
    if (tell) for (const line of text.split('\n')) if (line.trim()) tell(line.trim())
  })
  started.ended = new Promise((resolve) => {
    child.on('error', (error) => { children.delete(child); started.printed += error.message; resolve(1) })
    child.on('close', (code, signal) => { children.delete(child); resolve(code ?? (signal ? 1 : 0)) })
  })
  return started
}

/** Runs a program to its end. */
export async function complete(program, args, options) {
  const started = begin(program, args, options)
  return { code: await started.ended, printed: started.printed }
}
export const node = (args, options) => complete(process.execPath, args, options)

const signal = (child, name) => { try { process.kill(-child.pid, name) } catch { /* gone already */ } }

export async function stopChild({ child }, patienceMs = 10_000) {
  if (!children.has(child)) return
  signal(child, 'SIGTERM')
  for (let i = 0; i < patienceMs / 25 && children.has(child); i++) await sleep(25)
  if (children.has(child)) signal(child, 'SIGKILL')
}
export const stopChildren = () => Promise.all([...children].map((child) => stopChild({ child })))
export const killChildren = () => { for (const child of children) signal(child, 'SIGKILL') }
