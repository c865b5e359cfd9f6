import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { addDays, DAY, startOfDate, type Zone } from '@huitou/units'
import { merchantOf } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { Caller, Endpoint, Input, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { maskPhone, phoneOf, PhoneVault } from '../platform/phone/index.js'
import { tierNames } from '../tier/index.js'
import { countUpTo, estimate, memberPage, named, tagCounts, type MemberFilter, type MemberListRow, type Search } from './member-list.rows.js'

const EXACT = 100_000
/** a name that more members bear is common enough to be met soon in any order */
const FEW = 2_000
type Asked = Pick<InputOf<typeof routes.countMembers>, 'search' | 'tierId' | 'tag' | 'source' | 'joinedFrom' | 'joinedTo' | 'idleDays' | 'stage' | 'importId'>

/** The list of members, quick at a million: keyset pages, and counts that are exact only as far as anybody reads them. */
@Controller()
export class ListMembersController {
  constructor(private readonly database: Database, private readonly vault: PhoneVault, private readonly clock: Clock) {}

  @Endpoint(routes.listMembers)
  listMembers(@Input() input: InputOf<typeof routes.listMembers>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listMembers>> {
    const after = readCursor(input.cursor)
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [filter, names] = await Promise.all([this.filterOf(tx, input), tierNames(this.database, caller.merchantId)])
      const sql = memberPage(caller.merchantId, filter, { sort: input.sort, after, limit: input.limit + 1 })
      const rows = await tx.query<MemberListRow>(sql.text, sql.values)
      return pageOf(rows, input.limit, (r) => ({
        memberId: r.member_id, memberNo: r.member_no, name: r.name, phoneMasked: maskPhone(r.phone_last4), tier: names(r.tier_id), points: r.points, orderCount: r.order_count, spentMinor: r.spent_minor,
        lastOrderAt: r.last_order_at?.toISOString() ?? null, joinedAt: r.joined_at.toISOString(), tags: r.tags, source: r.source,
      }), (r) => [r.sort_key, r.member_id])
    }, { readOnly: true })
  }

  @Endpoint(routes.countMembers)
  countMembers(@Input() input: InputOf<typeof routes.countMembers>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.countMembers>> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const filter = await this.filterOf(tx, input)
      const few = countUpTo(caller.merchantId, filter, EXACT)
      const { n } = (await tx.query<{ n: number }>(few.text, few.values))[0]!
      if (n <= EXACT) return { count: n, exact: true }
      const asked = estimate(caller.merchantId, filter)
      const [plan] = await tx.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(asked.text, asked.values)
      return { count: Math.max(EXACT, Math.round(plan!['QUERY PLAN'][0].Plan['Plan Rows'])), exact: false }
    }, { readOnly: true })
  }

  @Endpoint(routes.listTags)
  async listTags(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listTags>> {
    return { items: await this.database.read<{ tag: string; members: number }>(caller.merchantId, tagCounts(caller.merchantId)) }
  }

  private async filterOf(tx: Tx, a: Asked): Promise<MemberFilter> {
    const { zone } = await merchantOf(tx)
    return {
      ...(a.search ? { search: await this.searchOf(tx, a.search) } : {}), tierId: a.tierId, tag: a.tag, source: a.source, importId: a.importId, ...joined(a, zone),
      ...(a.idleDays ? { idleSince: new Date(this.clock.now() - a.idleDays * DAY) } : {}),
      ...(a.stage ? { stage: { is: a.stage, at: new Date(this.clock.now()) } } : {}),
    }
  }

  /** Four digits are the end of a phone number, a whole number is looked up by its hash, ten digits may be a member number. */
  private async searchOf(tx: Tx, text: string): Promise<Search> {
    if (/^\d{4}$/.test(text)) return { kind: 'last4', digits: text }
    if (/^8\d{9}$/.test(text)) return { kind: 'number', number: text }
    const phone = /^[+\d][\d\s\-()]{5,20}$/.test(text) ? phoneOf(text) : null
    if (phone) return { kind: 'phone', hash: this.vault.hashOf(tx.merchantId, phone) }
    const few = await named(tx, text, FEW + 1)
    return few.length <= FEW ? { kind: 'ids', ids: few.map((f) => f.id) } : { kind: 'name', name: text }
  }
}

const joined = (a: Asked, zone: Zone): Pick<MemberFilter, 'joinedFrom' | 'joinedUntil'> => ({
  ...(a.joinedFrom ? { joinedFrom: new Date(startOfDate(a.joinedFrom, zone)) } : {}),
  ...(a.joinedTo ? { joinedUntil: new Date(startOfDate(addDays(a.joinedTo, 1), zone)) } : {}),
})
