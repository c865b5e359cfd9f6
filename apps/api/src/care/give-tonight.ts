import { DAY, startOfDate, type LocalDate, type MemberId, type MerchantId } from '@huitou/units'
import type { Database } from '../platform/database/index.js'
import type { GroupCommit } from '../platform/group-commit/index.js'
import { monthDaysOpen, openBirthday } from './birthday-window.js'
import { birthdayMembers, newcomersWithout, readCareTerms } from './care.rows.js'
import { giveCare, type GiveCare } from './give-care.js'

const STEP = 200
const FIRST = '00000000-0000-0000-0000-000000000000'
const NEWCOMER_DAYS = 7

interface Doors { readonly database: Database; readonly groupCommit: GroupCommit }

/** Gifts of the day: birthdays whose window is open, newcomers without their pack. Each once by its key, however often it runs. */
export async function giveTonight({ database, groupCommit }: Doors, merchantId: MerchantId, today: LocalDate, zone: string): Promise<{ birthdays: number; newcomers: number }> {
  const terms = await database.inMerchant(merchantId, readCareTerms, { readOnly: true })
  const give = async (asks: readonly GiveCare[]): Promise<number> => {
    const outcomes = await Promise.all(asks.map((request) => groupCommit.submit(giveCare, { merchantId, actor: 'system', key: `care ${request.giftKey} ${request.memberId} ${today}`, request })))
    return outcomes.filter((o) => o.ok).length
  }
  let [birthdays, newcomers] = [0, 0]
  if (terms.birthday.on) {
    const { window, feb29, couponId } = terms.birthday
    const days = monthDaysOpen(today, window, feb29)
    const year = Number(today.slice(0, 4))
    const keys = [year - 1, year, year + 1].filter((y) => days.some((d) => openBirthday(d, today, window, feb29)?.year === y)).map((y) => `birthday:${y}`)
    for (let last = FIRST; ;) {
      const rows = await database.inMerchant(merchantId, (tx) => birthdayMembers(tx, days, keys, last, STEP), { readOnly: true })
      if (rows.length === 0) break
      last = rows.at(-1)!.member_id
      birthdays += await give(rows.map((r) => ({ memberId: r.member_id, kind: 'birthday', giftKey: `birthday:${openBirthday(r.birthday, today, window, feb29)!.year}`, couponId, on: today })))
    }
  }
  if (terms.newcomer.on) {
    const since = startOfDate(today, zone) - NEWCOMER_DAYS * DAY
    for (let last = FIRST; ;) {
      const ids = await database.inMerchant(merchantId, (tx) => newcomersWithout(tx, since, last, STEP), { readOnly: true })
      if (ids.length === 0) break
      last = ids.at(-1)!
      newcomers += await give(ids.map((memberId) => ({ memberId, kind: 'newcomer', giftKey: 'newcomer', couponId: terms.newcomer.couponId })))
    }
  }
  return { birthdays, newcomers }
}

/** The newcomer pack at the moment of joining; the night gives what was missed. */
export async function welcome({ database, groupCommit }: Doors, merchantId: MerchantId, memberId: MemberId): Promise<void> {
  const terms = await database.inMerchant(merchantId, readCareTerms, { readOnly: true })
  if (terms.newcomer.on) await groupCommit.submit(giveCare, { merchantId, actor: 'system', key: `care newcomer ${memberId}`, request: { memberId, kind: 'newcomer', giftKey: 'newcomer', couponId: terms.newcomer.couponId } })
}

