// The laws of the house that no compiler knows. Import laws are dependency-cruiser's (npm run check).
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { routes, type Route } from '@huitou/contract'
import { en, zh } from '@huitou/words'
import { freshDatabase, type FreshDatabase } from './setup/world-database.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.git', '.huitou', '.start', '.swc', 'screenshots', 'coverage'])

function* filesBelow(folder: string): Generator<string> {
  if (!existsSync(join(root, folder))) return
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (/\.(ts|tsx|mjs|cjs)$/.test(entry.name)) yield path
  }
}
const files = ['packages', 'apps', 'prisma', 'test'].flatMap((folder) => [...filesBelow(folder)])
const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const))
const read = (file: string): string => textOf.get(file) ?? ''
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.startsWith('test/')
const cores = files.filter((file) => /^packages\/(units|ledger|tier|promotion|segment|insight)\/src\//.test(file) && !isTest(file))

describe('files', () => {
  it('end at the wall: 300 lines, 500 for a test', () => {
    expect(files.map((file) => [file, read(file).split('\n').length] as const).filter(([file, lines]) => lines > (isTest(file) ? 500 : 300))).toEqual([])
  })

  it('leave no blanks at the end of a line and no two empty lines', () => {
    expect(files.filter((file) => /[ \t]+$|\n\n\n/m.test(read(file)))).toEqual([])
  })

  it('are named in kebab-case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
    expect(files.filter((file) => !kebab.test(basename(file)))).toEqual([])
  })

  const BANNED = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'misc', 'processor', 'base', 'data', 'info', 'dto', 'impl', 'lib'])
  const wordsOf = (name: string): string[] => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().split(/[^a-z0-9]+/)
  it('and their folders carry no banned word', () => {
    expect(files.filter((file) => wordsOf(file).some((word) => BANNED.has(word)))).toEqual([])
  })
  it('export nothing under a banned word', () => {
    const names = /^export\s+(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:const|let|function\*?|class|interface|type|enum)\s+([A-Za-z0-9_$]+)/gm
    const found = files.flatMap((file) => [...read(file).matchAll(names)].map((match) => `${file}: ${match[1] ?? ''}`)).filter((line) => wordsOf(line.split(': ')[1] ?? '').some((word) => BANNED.has(word)))
    expect(found).toEqual([])
  })

  it('hold no stray any and silence no compiler', () => {
    const stray = /(?<![\w"'`-])(?::\s*any\b|\bas any\b|<any>|any\[\]|@ts-ignore|@ts-nocheck)/
    const found = files.filter((file) => file !== 'test/house.test.ts' && /\.tsx?$/.test(file)).flatMap((file) => read(file).split('\n').flatMap((line, i) => (stray.test(line.replace(/\/\/.*|\/?\*.*/, (comment) => (comment.includes('@ts-') ? comment : ''))) ? [`${file}:${i + 1}`] : [])))
    expect(found).toEqual([])
  })
})

describe('cores', () => {
  it('answer with values: only units may throw, in assert', () => {
    expect(cores.filter((file) => !file.startsWith('packages/units/') && /^\s*(?!\/\/|\*).*\bthrow\b/m.test(read(file)))).toEqual([])
  })
  it('have worked examples a merchant can read', () => {
    for (const core of ['ledger', 'tier', 'promotion', 'insight']) {
      const folder = join(root, 'packages', core, 'examples')
      expect([core, existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json'))]).toEqual([core, true])
    }
  })
})

describe('the database has one door', () => {
  it('SQL is written in *.rows.ts and platform/database only', () => {
    const sql = /\.(query|run|read)\(\s*[`'"]\s*(select|insert|update|delete|with|begin|lock)\b/i
    const elsewhere = files.filter((file) => file.startsWith('apps/api/src/') && !isTest(file) && !file.endsWith('.rows.ts') && !file.startsWith('apps/api/src/platform/database/'))
    expect(elsewhere.filter((file) => sql.test(read(file)))).toEqual([])
  })
})

describe('routes', () => {
  const all = Object.entries(routes as Record<string, Route>)
  const tests = files.filter((file) => isTest(file) && file !== 'test/house.test.ts')

  it('declare who may call them', () => {
    expect(all.filter(([, one]) => !Array.isArray(one.access) || one.access.length === 0).map(([name]) => name)).toEqual([])
  })
  it('are told apart by verb and path', () => {
    const seen = all.map(([, one]) => `${one.method} ${one.path.replaceAll(/\{[^}]+\}/g, '{}')}`)
    expect(seen.filter((key, i) => seen.indexOf(key) !== i)).toEqual([])
  })
  it('are each called or named by a test of their room or of a journey', () => {
    const named = (name: string, one: Route): boolean => {
      const path = new RegExp(one.path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{[^}]+\}/g, '[^/\\s]+') + String.raw`(?![\w/-])`)
      return tests.some((file) => new RegExp(String.raw`\b${name}\b`).test(read(file)) || path.test(read(file)))
    }
    expect(all.filter(([name, one]) => !named(name, one)).map(([name]) => name)).toEqual([])
  })
  it('are each answered by the API', () => {
    const api = files.filter((file) => file.startsWith('apps/api/src/') && !isTest(file)).map(read).join('\n')
    expect(all.filter(([name]) => !new RegExp(String.raw`@Endpoint\(\s*\w+\.${name}\b`).test(api)).map(([name]) => name)).toEqual([])
  })
  it('refuse with codes that have a sentence in both languages', () => {
    const codes = [...new Set(all.flatMap(([, one]) => one.refusals ?? []))]
    expect(codes.filter((code) => !(code in zh))).toEqual([])
    expect(codes.filter((code) => !(code in en))).toEqual([])
  })
  it('and no code of the API is without one either', () => {
    const used = files.filter((file) => file.startsWith('apps/api/src/') && !isTest(file)).flatMap((file) => [...read(file).matchAll(/\brefuse\(\s*'([a-z0-9-]+)'/g)].map((match) => `${match[1] ?? ''} in ${file}`))
    expect(used.filter((line) => !((line.split(' ')[0] ?? '') in zh) || !((line.split(' ')[0] ?? '') in en))).toEqual([])
  })
})

describe('tables', () => {
  let fresh: FreshDatabase, client: pg.Client
  const ask = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> => (await client.query<T>(text)).rows
  beforeAll(async () => { fresh = await freshDatabase(); client = new pg.Client({ connectionString: fresh.adminUrl }); await client.connect() })
  afterAll(async () => { await client?.end(); await fresh?.drop() })

  /** Not a merchant's: each with its reason. */
  const OF_NOBODY: Record<string, string> = { _prisma_migrations: 'Prisma keeps its own account here', lease: 'held by processes, not by merchants' }
  /** Unique over all merchants on purpose. */
  const OVER_ALL = new Set(['merchant_slug_key', 'merchant_wx_appid_key'])

  it('start every key, foreign key and index with merchant_id', async () => {
    const keys = await ask<{ tab: string; name: string; first: string | null }>(`
      select c.relname as tab, i.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0]) as first
      from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and (x.indisunique or x.indisprimary) order by 1, 2`)
    expect(keys.filter((key) => key.first !== 'merchant_id' && !(key.tab in OF_NOBODY) && !OVER_ALL.has(key.name))).toEqual([])
    const foreign = await ask<{ tab: string; name: string; first: string }>(`
      select conrelid::regclass::text as tab, conname as name, (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`)
    expect(foreign.filter((key) => key.first !== 'merchant_id' && !(key.tab in OF_NOBODY))).toEqual([])
  })

  it('have row-level security, for reading and for writing', async () => {
    const open = await ask<{ tab: string }>(`
      select c.relname as tab from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))`)
    expect(open.map((one) => one.tab).filter((tab) => !(tab in OF_NOBODY))).toEqual([])
  })

  it('that are nobody\'s are out of the API\'s direct reach', async () => {
    const reach = await ask<{ tab: string }>(`select table_name as tab from information_schema.role_table_grants where grantee = 'huitou_app' and table_schema = 'public'`)
    expect(reach.map((one) => one.tab).filter((tab) => tab in OF_NOBODY)).toEqual([])
  })

  it('are looked at across merchants through these doors alone', async () => {
    const doors = await ask<{ name: string; path: string | null }>(`select proname as name, array_to_string(proconfig, ',') as path from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`)
    expect(doors.map((door) => door.name)).toEqual([
      'door_demo_merchant', 'door_flash_queues', 'door_merchant_by_slug', 'door_merchant_by_wx_appid', 'door_merchant_ids', 'door_merchant_of_trace', 'door_staff_of_login', 'door_take_lease', 'door_take_outbox', 'find_members_named', 'forget_in_others', 'forget_words',
    ])
    expect(doors.filter((door) => !door.path?.includes('search_path'))).toEqual([])
  })

  it('are what prisma/schema says', async () => {
    const { prisma } = await import(new URL('../apps/local/src/prisma.mjs', import.meta.url).href) as { prisma(args: string[], opt: { env: Record<string, string> }): Promise<{ code: number; output: string }> }
    const { output } = await prisma(['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--script'], { env: { DATABASE_URL: fresh.adminUrl, DATABASE_ADMIN_URL: fresh.adminUrl } })
    // indexes that the schema language has no words for (expressions, trigrams) stand in the migrations alone
    const drift = output.split('\n').filter((line) => /^\s*[A-Z]/.test(line) && !/^(DROP INDEX|Loaded Prisma config)/.test(line))
    expect(drift).toEqual([])
  })
})

it('each migration says why at its top', () => {
  const folders = readdirSync(join(root, 'prisma/migrations')).filter((name) => name !== 'migration_lock.toml')
  const silent = folders.filter((name) => !/^--\s*\S/.test(readFileSync(join(root, 'prisma/migrations', name, 'migration.sql'), 'utf8')))
  expect(silent).toEqual([])
})
