// Small questions to the operating system.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

export const alive = (pid) => { try { process.kill(pid, 0); return true } catch (error) { return error.code === 'EPERM' } }

/** The port itself when it is free on that address, otherwise false. Port 0 answers any free one. */
export const freePort = (port, host = '127.0.0.1') => new Promise((resolve) => {
  const probe = createServer().once('error', () => resolve(false))
  probe.listen({ port, host, exclusive: true }, () => { const found = probe.address().port; probe.close(() => resolve(found)) })
})

/** Nothing of the caller's locale or PG* settings may leak into the database. */
export const quietEnv = () => ({ PATH: process.env.PATH, HOME: process.env.HOME ?? '/', TZ: 'UTC', LC_ALL: 'C', LANG: 'C' })

export function isPostgresOf(pid, files) {
  try {
    const line = process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return line.includes('postgres') && line.includes(files)
  } catch { return false }
}

export function pidFile(files) {
  try {
    const lines = readFileSync(join(files, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
  } catch { return null }
}

export const lastLines = (file, count) => { try { return readFileSync(file, 'utf8').split('\n').slice(-count).join('\n') } catch { return '' } }
