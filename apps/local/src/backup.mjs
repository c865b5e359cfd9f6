// npm run backup [-- FOLDER]: the shop's database and keys into one folder, while it serves. One without the other is
// worth nothing: phone numbers are stored encrypted.
//   dump   pg_dump, where one is found that is not older than the server
//   files  the bundled database without any tool: PostgreSQL's own online base backup, files and log
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { root } from './bootstrap.mjs'
import { borrowDatabase } from './borrow.mjs'
import { complete } from './children.mjs'
import { ask } from './database.mjs'
import { atEnd, endAll, watchSignals } from './ending.mjs'
import { ensureFolders, keysFolder } from './folders.mjs'
import { findProgram } from './postgres/programs.mjs'
import { line, step } from './say.mjs'
import { Trouble } from './trouble.mjs'

export async function run(args) {
  watchSignals(); ensureFolders()
  const to = resolve(args[0] ?? join(root, '.huitou', 'backups', new Date().toISOString().replaceAll(/[:.]/g, '-').slice(0, 19)))
  if (existsSync(to) && readdirSync(to).length) throw new Trouble(`${to} is not empty. Name a new folder for the backup.`)
  try {
    const database = await borrowDatabase(); atEnd(database.stop)
    mkdirSync(to, { recursive: true, mode: 0o700 })
    try { await backUp(database, to) } catch (error) { rmSync(to, { recursive: true, force: true }); throw error }
  } finally { await endAll() }
  line(`The backup is in ${to}`)
  line('It holds the keys too: keep it as safe as the shop itself. Bring it back with: npm run restore -- "<folder>"')
  return 0
}

async function backUp(database, to) {
  const [{ version, major }] = await ask(database.adminUrl, `select version(), current_setting('server_version_num')::int / 10000 as major`)
  const dump = findProgram('pg_dump'), form = dump && dump.major >= major ? 'dump' : database.bundled ? 'files' : undefined
  if (!form) throw new Trouble(`A pg_dump of PostgreSQL ${major} or newer is needed to back up your server (${dump ? `found: ${dump.major}` : 'none was found'}). Debian, Ubuntu: apt-get install postgresql-client`)
  await step(`database (${form === 'dump' ? `pg_dump ${dump.major}` : 'online copy of its files'})`, () => (form === 'dump' ? dumpTo(dump.path, database.adminUrl, join(to, 'database.dump')) : copyFiles(database, join(to, 'cluster'))))
  await step('keys', async () => { cpSync(keysFolder(), join(to, 'keys'), { recursive: true }) })
  writeFileSync(join(to, 'backup.json'), JSON.stringify({ form, madeAt: new Date().toISOString(), server: version, major }, null, 2))
}

async function dumpTo(program, url, file) {
  const { code, printed } = await complete(program, ['--format=custom', '--no-owner', `--file=${file}`, url])
  if (code !== 0) throw new Trouble(`pg_dump failed:\n${printed}`)
}

/** The low-level base backup of PostgreSQL's manual (25.3.3): begin, copy, end, and the log written meanwhile. */
async function copyFiles(database, to) {
  const client = new pg.Client({ connectionString: database.adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const [{ data_directory: from }] = (await client.query('show data_directory')).rows
    await client.query(`select pg_create_physical_replication_slot('huitou_backup_' || pg_backend_pid(), true, true)`) // keeps the log until we have it; ends with this connection
    await client.query(`select pg_backup_start('huitou', true)`)
    const left = new Set(['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot', 'pg_stat_tmp', 'pg_subtrans', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_dynshmem'])
    copyFolder(from, to, (name) => !left.has(name))
    const [{ labelfile, spcmapfile }] = (await client.query('select labelfile, spcmapfile from pg_backup_stop(false)')).rows
    writeFileSync(join(to, 'backup_label'), labelfile)
    if (spcmapfile?.trim()) throw new Trouble('This server uses tablespaces; back it up with pg_dump.')
    for (const name of left) if (!name.startsWith('postmaster')) mkdirSync(join(to, name), { recursive: true, mode: 0o700 })
    mkdirSync(join(to, 'pg_wal', 'archive_status'), { recursive: true, mode: 0o700 })
    for (const name of readdirSync(join(from, 'pg_wal'))) if (/^[0-9A-F]{24}$/.test(name)) writeFileSync(join(to, 'pg_wal', name), readFileSync(join(from, 'pg_wal', name)), { mode: 0o600 })
  } finally { await client.end().catch(() => {}) }
}

/** Files may vanish while they are copied: that is what the log is for. */
function copyFolder(from, to, wanted) {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (!wanted(entry.name)) continue
    if (entry.isDirectory()) { copyFolder(join(from, entry.name), join(to, entry.name), () => true); continue }
    try { writeFileSync(join(to, entry.name), readFileSync(join(from, entry.name)), { mode: 0o600 }) } catch (error) { if (error.code !== 'ENOENT') throw error }
  }
}
