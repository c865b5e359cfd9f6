// The database server of a test run: one of its own, or the one of HUITOU_TEST_PG. A template database per state of
// the migrations is made once; every test file gets a copy of it, which takes tens of milliseconds.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { prisma } from '../../apps/local/src/prisma.mjs'
import { root } from '../../apps/local/src/bootstrap.mjs'

const LOCK = 7_100_001
export const withDatabase = (url, name) => { const there = new URL(url); there.pathname = `/${name}`; return there.toString() }

export async function connected(url, work) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try { return await work(client) } finally { await client.end() }
}

function migrationsHash() {
  const folder = join(root, 'prisma', 'migrations'), hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name, 'migration.sql')
    if (existsSync(file)) hash.update(name).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 12)
}

/** The name of a database that holds all migrations and nothing else, made now if it is missing. */
export async function ensureTemplate(adminUrl) {
  const name = `huitou_template_${migrationsHash()}`
  await connected(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    try {
      if ((await client.query('select from pg_database where datname = $1', [name])).rowCount) return
      const draft = `${name}_draft`
      await client.query(`drop database if exists ${draft} with (force)`); await client.query(`create database ${draft}`)
      const url = withDatabase(adminUrl, draft)
      const { code, output } = await prisma(['migrate', 'deploy'], { env: { DATABASE_URL: url, DATABASE_ADMIN_URL: url } })
      if (code !== 0) throw new Error(`The migrations failed:\n${output}`)
      await client.query(`alter database ${draft} rename to ${name}`)
    } finally { await client.query('select pg_advisory_unlock($1)', [LOCK]) }
  })
  return name
}

/** The role tests connect as, like the API: it logs in, owns nothing, is no superuser. */
export async function ensureLogin(adminUrl) {
  await connected(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    try {
      await client.query(`do $$ begin
        if not exists (select from pg_roles where rolname = 'huitou_app') then create role huitou_app nologin; end if;
        if not exists (select from pg_roles where rolname = 'huitou_test') then create role huitou_test login password 'huitou_test' in role huitou_app; end if;
      end $$`)
    } finally { await client.query('select pg_advisory_unlock($1)', [LOCK]) }
  })
}

/** Databases of test runs that were killed: their names carry the pid. */
export async function sweep(adminUrl) {
  await connected(adminUrl, async (client) => {
    const { rows } = await client.query(`select datname from pg_database where datname ~ '^huitou_test_\\d+_'`)
    for (const { datname } of rows) {
      try { process.kill(Number(datname.split('_')[2]), 0) } catch (error) { if (error.code === 'ESRCH') await client.query(`drop database if exists ${datname} with (force)`) }
    }
  })
}
