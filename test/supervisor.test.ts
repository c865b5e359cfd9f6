// The supervisor of the bundled PostgreSQL, on real servers: what is left behind when something is killed.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

interface Said { readonly pid: number; readonly port: number; readonly adopted: boolean; readonly url: string; readonly files: string }

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'huitou 数据库 (a b) '))
const started: ChildProcess[] = []
const servers = new Set<number>()

async function hold(dir: string): Promise<{ child: ChildProcess; said: Said; guards: number[] }> {
  const child = spawn(process.execPath, [join(root, 'test/setup/hold-postgres.mjs'), dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const said = await new Promise<Said>((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve(JSON.parse(text.toString()) as Said)); child.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)))
  })
  servers.add(said.pid)
  const guards = spawnSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' }).stdout.split('\n').map(Number).filter(Boolean)
  return { child, said, guards }
}
const ask = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try { return (await client.query(text)).rows as unknown[] } finally { await client.end() }
}
const isAlive = (pid: number): boolean => { try { process.kill(pid, 0); return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')) } catch { return false } }
async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 25))) if (Date.now() > end) throw new Error('it did not come to pass within 20 seconds')
}

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  for (const pid of servers) if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
  rmSync(folder, { recursive: true, force: true })
})

describe('the bundled database', () => {
  const dir = join(folder, '店')

  it('stops with its launcher, even when that is killed, and keeps every row', async () => {
    const { child, said } = await hold(dir)
    await ask(said.url, 'create table kept as select 1 as n')
    child.kill('SIGKILL')
    await until(() => !isAlive(said.pid) && !existsSync(join(said.files, 'postmaster.pid')))
  })

  it('is taken over when launcher and guard were both killed', async () => {
    const first = await hold(dir)
    for (const pid of [first.child.pid, ...first.guards]) process.kill(pid ?? 0, 'SIGKILL')
    await until(() => !isAlive(first.child.pid ?? 0))
    expect(isAlive(first.said.pid)).toBe(true)
    const second = await hold(dir)
    expect(second.said).toMatchObject({ pid: first.said.pid, adopted: true })
    expect(await ask(second.said.url, 'select n from kept')).toEqual([{ n: 1 }])
    second.child.kill('SIGTERM')
    await until(() => !isAlive(second.said.pid))
  })

  it('starts over a pid file whose number another program has by now', async () => {
    const files = join(dir, 'cluster-18')
    writeFileSync(join(files, 'postmaster.pid'), `${process.pid}\n${files}\n0\n5\n\n127.0.0.1\n\nready\n`)
    const { child, said } = await hold(dir)
    expect(said.adopted).toBe(false)
    expect(await ask(said.url, 'select n from kept')).toEqual([{ n: 1 }])
    child.kill('SIGINT')
    await until(() => !isAlive(said.pid))
  })

  it('is made once when several starts race for a new folder', async () => {
    const both = await Promise.all([hold(join(folder, 'race')), hold(join(folder, 'race')), hold(join(folder, 'race'))])
    expect(new Set(both.map((one) => one.said.pid)).size).toBe(1)
    for (const one of both) one.child.kill('SIGTERM')
    await until(() => !isAlive(both[0]?.said.pid ?? 0))
  })
})

describe('npm start says what to do', () => {
  const start = (args: string[], env: Record<string, string>): string => {
    const { status, stderr } = spawnSync(process.execPath, ['apps/local/src/run.mjs', 'start', ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, HUITOU_DATA: join(folder, 'never'), ...env } })
    expect(status).toBe(1)
    return stderr
  }
  it.each([
    ['an option it does not know', ['--port'], {}, /does not know "--port".*--lan/],
    ['a port that is none', [], { PORT: 'seven' }, /PORT must be a number/],
    ['--reset of a database that is yours', ['--reset'], { DATABASE_URL: 'postgresql://127.0.0.1:1/x' }, /--reset is refused/],
  ])('%s', (_, args, env, sentence) => { expect(start(args, env)).toMatch(sentence) })
})
