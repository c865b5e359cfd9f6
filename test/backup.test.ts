import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Opened { readonly adminUrl: string; readonly url: string; stop(): Promise<void> }
interface DatabaseDoor { openDatabase(): Promise<Opened>; ask(url: string, text: string, values?: unknown[]): Promise<Record<string, unknown>[]> }
interface Command { run(args: string[]): Promise<number> }

const launcher = async <T>(name: string): Promise<T> => await import(new URL(`../apps/local/src/${name}.mjs`, import.meta.url).href) as T

// A rehearsal of the two commands of the README on a shop of its own: back up while it is written to, lose it, restore.
describe('backup and restore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huitou 备份 '))
  const before = { HUITOU_DATA: process.env['HUITOU_DATA'], DATABASE_URL: process.env['DATABASE_URL'] }
  beforeAll(() => { process.env['HUITOU_DATA'] = join(folder, 'shop'); delete process.env['DATABASE_URL'] })
  afterAll(() => {
    for (const [key, value] of Object.entries(before)) if (value === undefined) delete process.env[key]; else process.env[key] = value
    rmSync(folder, { recursive: true, force: true })
  })

  it('brings every row and key of a lost shop back, from a backup made while it was written to', async () => {
    const { openDatabase, ask } = await launcher<DatabaseDoor>('database')
    const { ensureFolders } = await launcher<{ ensureFolders(): void }>('folders')
    ensureFolders()
    const shop = await openDatabase()
    const insert = (n: number) => ask(shop.adminUrl, `insert into merchant (merchant_id, slug, name, currency, zone, created_at) values (gen_random_uuid(), $1, '店', 'CNY', 'Asia/Shanghai', now())`, [`shop-${n}`])
    for (let n = 0; n < 20; n++) await insert(n)
    const picture = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 256))
    await ask(shop.adminUrl, `insert into picture (merchant_id, picture_id, member_id, width, height, large, small, state, created_at) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 9, 9, $1, $2, 'waiting', now())`, [picture, picture.subarray(0, 256)])
    writeFileSync(join(folder, 'shop', 'keys', 'phone.key'), Buffer.alloc(32, 7), { mode: 0o600 })
    let writing = true, written = 20
    const writer = (async () => { while (writing) { await insert(written); written++ } })()
    const atLeast = written
    expect(await (await launcher<Command>('backup')).run([join(folder, 'saved')])).toBe(0)
    writing = false
    await writer.catch(() => {}) // the backup's own end may stop the server that it took over
    await shop.stop()

    rmSync(join(folder, 'shop'), { recursive: true })
    expect(await (await launcher<Command>('restore')).run([join(folder, 'saved')])).toBe(0)
    const again = await openDatabase()
    const [{ shops, gaps }] = await ask(again.adminUrl, `select count(*)::int as shops, count(*)::int - 1 - max(substr(slug, 6)::int) as gaps from merchant`) as [{ shops: number; gaps: number }]
    const [{ large, small }] = await ask(again.adminUrl, 'select large, small from picture') as [{ large: Buffer; small: Buffer }]
    await again.stop()
    expect([large.equals(picture), small.length]).toEqual([true, 256])
    expect(shops).toBeGreaterThanOrEqual(atLeast)
    expect(gaps).toBe(0) // every row up to the last one, none missing in between
    expect(readFileSync(join(folder, 'shop', 'keys', 'phone.key'))).toEqual(Buffer.alloc(32, 7))
  })

  it('refuses to overwrite a shop, and puts it aside when told to', async () => {
    const { run } = await launcher<Command>('restore')
    await expect(run([join(folder, 'saved')])).rejects.toThrow(/--replace/)
    expect(await run([join(folder, 'saved'), '--replace'])).toBe(0)
  })

  it('names a folder that is no backup', async () => {
    await expect((await launcher<Command>('restore')).run([folder])).rejects.toThrow(/not a backup/)
  })
})
