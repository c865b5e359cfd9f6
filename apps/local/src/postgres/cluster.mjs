// The data folder: made once, published by one rename together with its password, so that several starts at the same
// moment on one new folder end with one cluster and one truth about it.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { MAJOR } from './binaries.mjs'
import { command } from './privilege.mjs'
import { alive, quietEnv } from './processes.mjs'
import { PostgresTrouble, causeOf } from './trouble.mjs'

/** Named by its major version, so a later one starts beside it and never on it. */
export const clusterAt = (home) => ({ home, files: join(home, `cluster-${MAJOR}`), log: join(home, 'postgres.log') })

export function ensureCluster({ home, files }, { binaries, priv, superuser, durable }) {
  try { mkdirSync(home, { recursive: true }); sweep(home) } catch (error) { throw new PostgresTrouble(`${causeOf(String(error)) ?? 'The data folder cannot be used.'}\n${error.message}`) }
  let version, password
  try {
    if (!existsSync(join(files, 'PG_VERSION'))) initialise({ home, files }, { binaries, priv, superuser, durable })
    version = readFileSync(join(files, 'PG_VERSION'), 'utf8').trim()
    password = readFileSync(join(files, 'huitou.secret'), 'utf8').trim()
  } catch (error) {
    if (error instanceof PostgresTrouble) throw error
    throw new PostgresTrouble(`${causeOf(String(error)) ?? `The data folder ${files} cannot be used.`}\n${error.message}`)
  }
  if (version !== String(MAJOR)) throw new PostgresTrouble(`The data folder ${files} holds PostgreSQL ${version}, this version of Huitou brings ${MAJOR}. Move it away, or run the version that made it.`)
  return password
}

/** Folders of an initdb that was killed half-way. */
function sweep(home) {
  for (const name of readdirSync(home)) if (/^(init|pw)-\d+$/.test(name) && !alive(Number(name.split('-')[1]))) rmSync(join(home, name), { recursive: true, force: true })
}

function initialise({ home, files }, { binaries, priv, superuser, durable }) {
  const draft = join(home, `init-${process.pid}`), secretFile = join(home, `pw-${process.pid}`), secret = randomBytes(18).toString('base64url')
  const give = (path) => { if (priv.mode === 'setuid') chownSync(path, priv.uid, priv.gid) }
  writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 }); give(secretFile)
  // the builtin provider needs no locale of the operating system, and sorts the same on every machine
  const [program, args, options] = command(priv, binaries.initdb, ['-D', draft, '-U', superuser, '--pwfile', secretFile, '--auth=scram-sha-256', '--encoding=UTF8',
    '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums', ...(durable ? [] : ['--no-sync'])])
  const made = spawnSync(program, args, { ...options, env: quietEnv(), encoding: 'utf8' })
  rmSync(secretFile, { force: true })
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    const log = `${made.stderr ?? ''}${made.error?.message ?? ''}`
    throw new PostgresTrouble(`${causeOf(log) ?? 'The database could not be created (initdb failed).'}\n${log.slice(-800)}`)
  }
  writeFileSync(join(draft, 'huitou.secret'), secret, { mode: 0o600 }); give(join(draft, 'huitou.secret'))
  try { renameSync(draft, files) } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(join(files, 'PG_VERSION'))) throw error // otherwise another start was faster
  }
}
