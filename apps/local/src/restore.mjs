// npm run restore -- FOLDER [--replace]: a backup becomes the shop again. A shop that is there is never overwritten:
// with --replace it is put aside, and where to is said.
import { cpSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { complete } from './children.mjs'
import { ask, isOutside, openDatabase } from './database.mjs'
import { atEnd, endAll, watchSignals } from './ending.mjs'
import { ensureFolders, keysFolder, shopFolder, within } from './folders.mjs'
import { runningInstance } from './instance.mjs'
import { clusterPlace } from './postgres/server.mjs'
import { findProgram } from './postgres/programs.mjs'
import { line, step } from './say.mjs'
import { Trouble } from './trouble.mjs'

export async function run(args) {
  watchSignals()
  const folder = args.find((arg) => !arg.startsWith('--'))
  if (!folder) throw new Trouble('Which backup? npm run restore -- FOLDER')
  const from = resolve(folder), about = readAbout(from), running = runningInstance()
  if (running) throw new Trouble(`The shop is being served (pid ${running.pid}). Stop it first: Ctrl-C there, or kill ${running.pid}.`)
  if (isOutside() && about.form === 'files') throw new Trouble('This backup holds the files of a bundled database and cannot go into yours. Unset DATABASE_URL to restore it.')
  if (!isOutside()) await putAside(args.includes('--replace'))
  ensureFolders()
  try {
    await step('keys', async () => { cpSync(join(from, 'keys'), keysFolder(), { recursive: true }) })
    if (about.form === 'files') await step('database files', async () => bringFiles(join(from, 'cluster')))
    else await bringDump(join(from, 'database.dump'), about)
    const database = await openDatabase(); atEnd(database.stop)
    const [{ members }] = await ask(database.adminUrl, 'select count(*) as members from member')
    line(`The shop of ${about.madeAt} is back in ${isOutside() ? 'your database' : shopFolder()}: ${members} members.`)
  } finally { await endAll() }
  return 0
}

function readAbout(from) {
  try { return JSON.parse(readFileSync(join(from, 'backup.json'), 'utf8')) } catch { throw new Trouble(`${from} is not a backup of Huitou (it has no backup.json, which is written last).`) }
}

async function putAside(allowed) {
  const { home, files } = await clusterPlace(within('postgres'))
  if (!existsSync(files)) return
  if (!allowed) throw new Trouble(`There is a shop in ${shopFolder()}. Add --replace to put it aside, or set HUITOU_DATA to another folder.`)
  const mark = `before-${new Date().toISOString().replaceAll(/[:.]/g, '-').slice(0, 19)}`, aside = `${shopFolder()}.${mark}`
  if (home !== within('postgres')) renameSync(files, `${files}.${mark}`) // in a plain container it lies outside the shop's folder
  renameSync(shopFolder(), aside)
  line(`The shop that was there is kept in ${aside}`)
}

async function bringFiles(cluster) {
  const place = await clusterPlace(within('postgres'))
  cpSync(cluster, place.files, { recursive: true, errorOnExist: true, force: false })
  place.own()
}

async function bringDump(file, { major }) {
  const program = findProgram('pg_restore')
  if (!program || program.major < major) throw new Trouble(`A pg_restore of PostgreSQL ${major} or newer is needed. Debian, Ubuntu: apt-get install postgresql-client`)
  const database = await openDatabase({ migrated: false })
  try {
    const [{ tables }] = await ask(database.adminUrl, `select count(*)::int as tables from pg_tables where schemaname = 'public'`)
    if (tables) throw new Trouble(`The database of DATABASE_URL holds ${tables} tables already. Restore into an empty one.`)
    await ask(database.adminUrl, `do $$ begin if not exists (select from pg_roles where rolname = 'huitou_app') then create role huitou_app nologin; end if; end $$`)
    await step('database', async () => {
      const { code, printed } = await complete(program.path, ['--no-owner', '--exit-on-error', '--single-transaction', `--dbname=${database.adminUrl}`, file])
      if (code !== 0) throw new Trouble(`pg_restore failed:\n${printed}`)
    })
  } finally { await database.stop() }
}
