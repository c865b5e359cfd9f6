// The supervisor of the bundled PostgreSQL: starts it, adopts one that a killed start left behind, stops it.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, closeSync, openSync, rmSync, statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { findBinaries } from './binaries.mjs'
import { clusterAt, ensureCluster } from './cluster.mjs'
import { command, place, privilege } from './privilege.mjs'
import { alive, freePort, isPostgresOf, lastLines, pidFile, quietEnv, sleep } from './processes.mjs'
import { PostgresTrouble, causeOf } from './trouble.mjs'

const SUPERUSER = 'huitou'

/**
 * A running server on the data folder `dir`, and a way to stop it.
 * @param durable false turns fsync off: for tests only
 */
export async function startPostgres({ dir, preferredPort = 0, flags = [], durable = true }) {
  const priv = privilege()
  const placed = place(await findBinaries(), resolve(dir), priv)
  const cluster = clusterAt(placed.dir)
  const password = ensureCluster(cluster, { binaries: placed.binaries, priv, superuser: SUPERUSER, durable })
  const site = { ...cluster, url: (port, database = 'postgres') => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}` }
  const running = await adopt(site)
  if (running) return handle(site, { ...running, adopted: true })
  for (let attempt = 0; ; attempt++) {
    const port = (attempt === 0 && preferredPort && await freePort(preferredPort)) || await freePort(0)
    const started = await launch(site, command(priv, placed.binaries.postgres, settings(site, port, durable, flags)), port)
    if (started) return handle(site, started)
    // The log is of whoever wrote last, so the folder is asked: another start that won the race serves it by now.
    const other = attempt < 2 ? await adopt(site) : undefined
    if (other) return handle(site, { ...other, adopted: true })
    const log = lastLines(site.log, 40)
    if (!/could not (bind|create any TCP)|lock file "postmaster.pid" already exists/.test(log) || attempt >= 3) throw new PostgresTrouble(`${causeOf(log) ?? 'PostgreSQL did not start.'}\n${log}`)
  }
}

/** Where the files of a cluster for `dir` lie or would lie, and how to give them to whom the server runs as. */
export async function clusterPlace(dir) {
  const priv = privilege(), cluster = clusterAt(place(await findBinaries(), resolve(dir), priv).dir)
  return { ...cluster, own: () => { chmodSync(cluster.files, 0o700); if (priv.mode === 'setuid') spawnSync('chown', ['-R', `${priv.uid}:${priv.gid}`, cluster.files]) } }
}

function settings(site, port, durable, flags) {
  const set = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC', 'max_connections=200']
  if (smallSharedMemory()) set.push('dynamic_shared_memory_type=mmap') // containers give /dev/shm 64 MB
  if (!durable) set.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off')
  return ['-D', site.files, '-p', String(port), ...[...set, ...flags].flatMap((one) => ['-c', one])]
}
function smallSharedMemory() {
  try { const shm = statfsSync('/dev/shm'); return shm.bsize * shm.bavail < 128 * 1024 * 1024 } catch { return process.platform === 'linux' }
}

/** Only a server that says it serves this very folder counts; undefined while it is starting up. */
async function serves(site, port) {
  const client = new pg.Client({ connectionString: site.url(port), connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('show data_directory')
    return resolve(rows[0].data_directory) === site.files
  } catch (error) { return error.code === '57P03' ? undefined : false } finally { await client.end().catch(() => {}) }
}

/** A server left by a killed start, or one of a second start: taken over when it answers. */
async function adopt(site) {
  let found = pidFile(site.files)
  if (!found || !alive(found.pid)) return undefined // PostgreSQL itself replaces the file of a dead server
  if (!isPostgresOf(found.pid, site.files)) { rmSync(join(site.files, 'postmaster.pid'), { force: true }); return undefined } // the pid belongs to another program by now
  for (let i = 0; i < 600 && alive(found.pid); i++) {
    found = pidFile(site.files) ?? found
    if (found.status === 'ready' && await serves(site, found.port)) return found
    await sleep(100)
  }
  if (alive(found.pid)) throw new PostgresTrouble(`A PostgreSQL server (pid ${found.pid}) runs on ${site.files} but does not answer. Stop it with: kill -INT ${found.pid}`)
  return undefined
}

async function launch(site, [program, args, options], port) {
  // logs go to a file, not a pipe: a server that outlives its parent would lose its log and die of it
  const log = openSync(site.log, 'w')
  // a session of its own: Ctrl-C must not reach the database before the API has drained
  const guard = spawn(process.execPath, [fileURLToPath(new URL('./guard.mjs', import.meta.url)), JSON.stringify([program, args, options])], { detached: true, stdio: ['pipe', log, log], env: quietEnv(), cwd: '/' })
  closeSync(log)
  let gone = false
  guard.once('exit', () => { gone = true }); guard.stdin.on('error', () => {})
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(30)) {
    const file = pidFile(site.files)
    if (file?.status === 'ready' && file.port === port && await serves(site, port)) { guard.unref(); guard.stdin.unref?.(); return { pid: file.pid, port, guard, adopted: false } }
    if (gone) return undefined
  }
  guard.stdin.end()
  throw new PostgresTrouble(`PostgreSQL was not ready within 60 seconds.\n${lastLines(site.log, 15)}`)
}

function handle(site, { pid, port, guard, adopted }) {
  return {
    pid, port, adopted, files: site.files, log: site.log, superuser: SUPERUSER,
    url: (database) => site.url(port, database),
    async stop({ immediate = false } = {}) {
      try { process.kill(pid, immediate ? 'SIGQUIT' : 'SIGINT') } catch { /* gone already */ }
      for (let i = 0; i < 1500 && alive(pid); i++) await sleep(20)
      guard?.stdin.destroy()
    },
  }
}
