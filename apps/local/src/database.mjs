// The database of a shop: the bundled PostgreSQL, or the server named by DATABASE_URL. Migrated, with the role that
// the API connects as: one that logs in, is in the group huitou_app, owns nothing and is no superuser.
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { root } from './bootstrap.mjs'
import { readNote, within, writeNote } from './folders.mjs'
import { startPostgres } from './postgres/server.mjs'
import { prisma } from './prisma.mjs'
import { line, step } from './say.mjs'
import { Trouble } from './trouble.mjs'

const DATABASE = 'huitou', PREFERRED_PORT = 54318
export const isOutside = () => Boolean(process.env.DATABASE_URL)

/**
 * Both addresses, and how to close what was started for them.
 * @param migrated false leaves the tables as they are, for a restore into an empty database
 */
export async function openDatabase({ migrated = true } = {}) {
  return isOutside() ? openOutside(migrated) : openBundled(migrated)
}

async function openOutside(migrated) {
  const url = process.env.DATABASE_URL, adminUrl = process.env.DATABASE_ADMIN_URL || url
  await step('database (yours, from DATABASE_URL)', async () => {
    const version = await reach(adminUrl, adminUrl === url ? 'DATABASE_URL' : 'DATABASE_ADMIN_URL')
    if (adminUrl !== url) await reach(url, 'DATABASE_URL')
    return `PostgreSQL ${version}`
  })
  if (migrated) await migrate(adminUrl, undefined)
  const [{ role, above }] = await ask(url, 'select current_user as role, rolsuper or rolbypassrls as above from pg_roles where rolname = current_user')
  if (above) line(`    ! ${role} is above row-level security, the second wall between shops. Better: DATABASE_ADMIN_URL for ${role}, and in DATABASE_URL a role made by: create role huitou_api login password '…' in role huitou_app`)
  return { url, adminUrl, bundled: false, stop: async () => {} }
}

async function reach(url, name) {
  try {
    const version = Number((await ask(url, 'show server_version_num'))[0].server_version_num)
    if (version < 150_000) throw new Trouble(`The database of ${name} is PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed.`)
    return Math.floor(version / 10_000)
  } catch (error) {
    if (error instanceof Trouble) throw error
    throw new Trouble(`The database of ${name} cannot be used: ${error.message || error.code}. Is the server up, and are user, password and database name right? Unset ${name} to use the bundled database.`)
  }
}

async function openBundled(migrated) {
  let server, password
  await step('database', async () => {
    server = await startPostgres({ dir: within('postgres'), preferredPort: PREFERRED_PORT })
    return server.adopted ? `already running on port ${server.port}, taken over` : `port ${server.port}`
  })
  try {
    const created = (await ask(server.url(), 'select from pg_database where datname = $1', [DATABASE])).length === 0
    if (created) await ask(server.url(), `create database ${DATABASE}`)
    if (migrated) {
      await migrate(server.url(DATABASE), created ? undefined : server)
      password = loginPassword()
      await ensureLogin(server.url(DATABASE), password)
    }
  } catch (error) { await server.stop(); throw error }
  const url = new URL(server.url(DATABASE)); if (password) { url.username = 'huitou_api'; url.password = password }
  return { url: url.toString(), adminUrl: server.url(DATABASE), bundled: true, pid: server.pid, stop: () => server.stop() }
}

function migrationsHash() {
  const folder = join(root, 'prisma', 'migrations'), hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) if (name !== 'migration_lock.toml') hash.update(name).update(readFileSync(join(folder, name, 'migration.sql')))
  return hash.digest('hex')
}

/** Applies what is missing. A bundled database remembers which state it has, so that a second start need not ask. */
async function migrate(adminUrl, known) {
  const now = migrationsHash()
  if (known && readNote('migrated') === now) return
  await step('tables', async () => {
    const { code, output } = await prisma(['migrate', 'deploy'], { env: { DATABASE_URL: adminUrl, DATABASE_ADMIN_URL: adminUrl } })
    if (code !== 0) throw new Trouble(`The tables could not be brought up to date:\n${output.slice(-3000)}\n\n  ${isOutside() ? 'DATABASE_ADMIN_URL must name a role that may create tables and roles.' : 'If this shop may be lost, `npm start -- --reset` begins anew.'}`)
  })
  if (!isOutside()) writeNote(now, 'migrated')
}

/** The role of the API: logs in, is in the group huitou_app, and may do nothing else. */
export async function ensureLogin(adminUrl, password) {
  await ask(adminUrl, `do $$ begin if not exists (select from pg_roles where rolname = 'huitou_api') then create role huitou_api login in role huitou_app; end if; end $$`)
  // Only a superuser may say nosuperuser and nobypassrls, also where they hold already: an owner of tables who may make roles need not be one.
  const [{ above }] = await ask(adminUrl, "select rolsuper or rolbypassrls as above from pg_roles where rolname = 'huitou_api'")
  await ask(adminUrl, `alter role huitou_api with login nocreaterole nocreatedb ${above ? 'nosuperuser nobypassrls' : ''} password ${pg.escapeLiteral(password)}`)
}
function loginPassword() {
  const kept = readNote('database.password')?.trim()
  if (kept) return kept
  const made = randomBytes(18).toString('base64url')
  writeNote(made, 'database.password')
  return made
}

/** One statement on a connection of its own. */
export async function ask(url, text, values) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 })
  client.on('error', () => {})
  await client.connect()
  try { return (await client.query(text, values)).rows } finally { await client.end() }
}
