import type { MemberId, MerchantId } from '@huitou/units'
import pg from 'pg'
import { freshDatabase, type FreshDatabase } from '../../../../../test/setup/world-database.js'
import { FakeClock } from '../clock/index.js'
import { CommitLost, Database, makePool, type Tx } from '../database/index.js'
import { newId } from '../ids/index.js'
import { GROUP_COMMIT, GroupCommit, needOf, type ActKind, type Participant } from './index.js'

/** A toy room: a jar of marbles per member, in the member's order_count, and one shared jar. */
interface Jar { memberId: MemberId }
type Jars = Map<MemberId, { had: number; now: number }>

class JarRoom implements Participant<Jar, Jars> {
  readonly name = 'jar'
  batches = 0
  breakOnce: Error | null = null
  need = (jar: Jar) => needOf(this, jar)
  async read(tx: Tx, needs: readonly Jar[]): Promise<Jars> {
    this.batches++
    const rows = await tx.query<{ member_id: MemberId; order_count: number }>('select member_id, order_count from member where merchant_id = $1 and member_id = any($2)', [tx.merchantId, needs.map((n) => n.memberId)])
    return new Map(rows.map((r) => [r.member_id, { had: r.order_count, now: r.order_count }]))
  }
  async write(tx: Tx, state: Jars): Promise<void> {
    if (this.breakOnce) { const fault = this.breakOnce; this.breakOnce = null; throw fault }
    const ids = [...state.keys()]
    const changed = await tx.run(
      'update member set order_count = j.now from unnest($2::uuid[], $3::int[], $4::int[]) as j(id, had, now) where merchant_id = $1 and member_id = j.id and order_count = j.had',
      [tx.merchantId, ids, ids.map((id) => state.get(id)!.had), ids.map((id) => state.get(id)!.now)])
    if (changed !== ids.length) throw new Error('a jar changed under the lock')
  }
}

const jars = new JarRoom()
interface Put { memberId: MemberId; marbles: number }
const put: ActKind<Put, { marbles: number }> = {
  name: 'put-marbles',
  members: (r) => [r.memberId],
  needs: (r) => [jars.need({ memberId: r.memberId })],
  decide(r, batch) {
    const jar = batch.of(jars).get(r.memberId)!
    if (r.marbles === 666) throw new Error('poison')
    if (r.marbles < 0) return { ok: false, refusal: { code: 'jar-empty', facts: { has: jar.now } } }
    jar.now += r.marbles
    return { ok: true, answer: { marbles: jar.now }, nudges: [{ topic: 'jar', audience: `member:${r.memberId}`, ref: r.memberId }] }
  },
}

let db: FreshDatabase
let database: Database
let gc: GroupCommit
let admin: pg.Client
const merchantId = newId<MerchantId>()
const members = Array.from({ length: 20 }, () => newId<MemberId>())
const clock = new FakeClock()

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  await admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, 'toy', 'Toy', 'CNY', 'Asia/Shanghai', now())", [merchantId])
  await admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) select $1, id, id::text, 'h5', now() from unnest($2::uuid[]) id", [merchantId, members])
  database = new Database(makePool({ connectionString: db.url }))
  gc = new GroupCommit(database, clock)
})
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
})
beforeEach(async () => { await admin.query('update member set order_count = 0'); await admin.query('truncate act, outbox') })

const submit = (request: Put, key: string = newId(), by = gc) => by.submit(put, { merchantId, actor: `member:${request.memberId}`, key, request })
const inJar = async (id: MemberId) => (await admin.query('select order_count from member where member_id = $1', [id])).rows[0].order_count as number
const count = async (table: string) => Number((await admin.query(`select count(*) from ${table}`)).rows[0].count)

test('the same request under the same key gets the same answer, refusals too; another request is a conflict', async () => {
  const [m] = members as [MemberId]
  const first = await submit({ memberId: m, marbles: 3 }, 'key-00001')
  expect(first).toMatchObject({ ok: true, answer: { marbles: 3 } })
  await submit({ memberId: m, marbles: 4 }, 'key-00002')
  expect(await submit({ marbles: 3, memberId: m }, 'key-00001')).toEqual({ ok: true, answer: { marbles: 3 } })
  expect(await submit({ memberId: m, marbles: 5 }, 'key-00001')).toEqual({ ok: false, refusal: { code: 'key-conflict', facts: { key: 'key-00001' } } })
  const no = await submit({ memberId: m, marbles: -1 }, 'key-00003')
  expect(no).toEqual({ ok: false, refusal: { code: 'jar-empty', facts: { has: 7 } } })
  await submit({ memberId: m, marbles: 1 })
  expect(await submit({ memberId: m, marbles: -1 }, 'key-00003')).toEqual(no)
  expect(await inJar(m)).toBe(8)
})

test('200 identical requests at once have one effect, one row, one nudge and 200 equal answers', async () => {
  const [, m] = members as [MemberId, MemberId]
  const answers = await Promise.all(Array.from({ length: 200 }, () => submit({ memberId: m, marbles: 2 }, 'same-key')))
  expect(new Set(answers.map((a) => JSON.stringify(a.ok && a.answer)))).toEqual(new Set(['{"marbles":2}']))
  expect([await inJar(m), await count('act'), await count('outbox')]).toEqual([2, 1, 1])
})

test('two processes with 200 identical requests each still have one effect', async () => {
  const other = new Database(makePool({ connectionString: db.url }))
  const second = new GroupCommit(other, clock)
  const m = members[2]!
  const answers = await Promise.all(Array.from({ length: 400 }, (_, i) => submit({ memberId: m, marbles: 2 }, 'shared-key', i % 2 ? gc : second)))
  await other.onApplicationShutdown()
  expect(answers.every((a) => a.ok && a.answer.marbles === 2)).toBe(true)
  expect([await inJar(m), await count('act')]).toEqual([2, 1])
})

test('a poisonous act fails alone, leaves no row, and the others of its batch are booked', async () => {
  const m = members[3]!
  const all = await Promise.allSettled([submit({ memberId: m, marbles: 1 }), submit({ memberId: m, marbles: 666 }), submit({ memberId: m, marbles: 1 }), submit({ memberId: members[4]!, marbles: 1 })])
  expect(all.map((a) => a.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect([await inJar(m), await inJar(members[4]!), await count('act')]).toEqual([2, 1, 3])
})

test('1,000 acts spread over 20 members come out exact, in far fewer batches', async () => {
  jars.batches = 0
  await Promise.all(Array.from({ length: 1000 }, (_, i) => submit({ memberId: members[i % 20]!, marbles: 1 })))
  for (const m of members) expect(await inJar(m)).toBe(50)
  expect(jars.batches).toBeLessThan(50)
})

test('acts on one hot row fly in one batch at a time, whoever they are of; acts on others fly beside them', async () => {
  type Jar = 'red' | 'blue'
  const flights = new Map<object, Set<Jar>>(), under = { way: 0 }, twice: Jar[] = []
  const painted: ActKind<Put & { jar: Jar }, { marbles: number }> = {
    ...put, name: 'put-painted', hot: (r) => [`jar:${r.jar}`],
    decide(r, batch, ctx) {
      if (!flights.has(batch)) flights.set(batch, new Set())
      flights.get(batch)!.add(r.jar)
      return put.decide(r, batch, ctx)
    },
  }
  // Every batch stays in the air until the test lets it land, so that what flies beside what does not hang on the machine's speed.
  let land = () => {}
  const landing = new Promise<void>((go) => { land = go })
  const held = { inMerchant: <T>(id: MerchantId, work: (tx: Tx) => Promise<T>) => database.inMerchant(id, async (tx) => {
    const before = new Set(flights.keys()), decided = await work(tx), mine = [...flights].filter(([batch]) => !before.has(batch)).flatMap(([, jars]) => [...jars])
    twice.push(...mine.filter((jar) => air.includes(jar))); air.push(...mine); under.way++
    await landing
    for (const jar of mine) air.splice(air.indexOf(jar), 1)
    return decided
  }) } as unknown as Database
  const air: Jar[] = [], inTheAir = async (batches: number) => { while (under.way < batches) await new Promise((go) => setTimeout(go, 2)) }
  const own = new GroupCommit(held, clock)
  const send = (i: number, jar: Jar) => own.submit(painted, { merchantId, actor: 'system', key: newId(), request: { memberId: members[i % 20]!, marbles: 1, jar } })
  const all = Array.from({ length: 5 }, (_, i) => send(i, 'red'))
  await inTheAir(1)
  all.push(...Array.from({ length: 5 }, (_, i) => send(5 + i, 'red')), ...Array.from({ length: 10 }, (_, i) => send(10 + i, 'blue')))
  await inTheAir(2)
  expect([...air].sort()).toEqual(['blue', 'red'])
  land()
  await Promise.all(all)
  expect(twice).toEqual([])
  for (const m of members) expect(await inJar(m)).toBe(1)
})

test('a batch whose write fails is tried one by one, a collision as a whole', async () => {
  const m = members[5]!
  jars.breakOnce = new Error('guard missed')
  expect((await Promise.all([submit({ memberId: m, marbles: 1 }), submit({ memberId: m, marbles: 1 })])).every((a) => a.ok)).toBe(true)
  jars.breakOnce = Object.assign(new Error('deadlock detected'), { code: '40P01' })
  expect((await submit({ memberId: m, marbles: 1 })).ok).toBe(true)
  expect(await inJar(m)).toBe(3)
})

test('when the answer to COMMIT is lost, the act is looked up and not done again', async () => {
  const m = members[6]!
  let lose = 1
  const lossy = { inMerchant: async <T>(id: MerchantId, work: (tx: Tx) => Promise<T>) => {
    const done = await database.inMerchant(id, work)
    if (lose-- > 0) throw new CommitLost(new Error('socket hang up'))
    return done
  } } as unknown as Database
  const answer = await submit({ memberId: m, marbles: 5 }, 'lost-key-1', new GroupCommit(lossy, clock))
  expect(answer).toEqual({ ok: true, answer: { marbles: 5 } })
  expect([await inJar(m), await count('act')]).toEqual([5, 1])
})

test('a connection killed in the middle of a batch loses nothing and doubles nothing', async () => {
  const m = members[7]!
  const busy = Promise.all(Array.from({ length: 300 }, (_, i) => submit({ memberId: i % 2 ? m : members[8]!, marbles: 1 })))
  await new Promise((go) => setTimeout(go, 5))
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'huitou-api' and datname = current_database()")
  expect((await busy).every((a) => a.ok)).toBe(true)
  expect([await inJar(m), await inJar(members[8]!), await count('act')]).toEqual([150, 150, 300])
})

test('an unknown member is refused, a full queue is turned away, a stranger merchant sees nothing', async () => {
  expect(await submit({ memberId: newId<MemberId>(), marbles: 1 })).toMatchObject({ ok: false, refusal: { code: 'member-unknown' } })
  const narrow = new GroupCommit(database, clock, { ...GROUP_COMMIT, longest: 1 })
  const crowd = await Promise.allSettled([submit({ memberId: members[9]!, marbles: 1 }, newId(), narrow), submit({ memberId: members[9]!, marbles: 1 }, newId(), narrow)])
  expect(crowd.map((c) => c.status)).toEqual(['fulfilled', 'rejected'])
  expect(await database.read(newId<MerchantId>(), { text: 'select * from member' })).toEqual([])
  expect(await gc.submit(put, { merchantId: newId<MerchantId>(), actor: 'system', key: 'x', request: { memberId: members[9]!, marbles: 1 } })).toMatchObject({ ok: false })
})
