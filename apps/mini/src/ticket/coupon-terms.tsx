import { Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { useWords, type Words } from '../words'
import { dayOf, lastDay, minuteText, soonDay } from '../words/time'
import { timeOf } from '../coupon/coupon-words'

export type Detail = AnswerOf<typeof routes.readMyCoupon>

/** Days, weekdays, hours, and for whom: as the coupon's terms have them. */
function whenText(c: Detail, w: Words): string {
  const { weekdays, fromMinute, untilMinute, firstOrder, tiers } = c.terms
  const day = c.validUntil ? soonDay(lastDay(c.validUntil), w) : null
  const begins = c.validFrom && Date.parse(c.validFrom) > Date.now() ? dayOf(c.validFrom) : null
  return [
    day === null ? timeOf(c, w).text : begins ? w.coupon.from(soonDay(begins, w), day) : w.coupon.endOf(day),
    weekdays.length === 0 || weekdays.length === 7 ? w.coupon.everyDay : w.coupon.days([...weekdays].sort().map(d => w.coupon.weekday[d - 1] ?? '')),
    ...(fromMinute !== null || untilMinute !== null ? [w.coupon.hours(minuteText(fromMinute ?? 0), minuteText(untilMinute ?? 1440))] : []),
    ...(firstOrder ? [w.coupon.firstOrder] : []), ...(tiers.length > 0 ? [w.coupon.tiers(tiers)] : []),
  ].join(w.coupon.join)
}

/** What it buys, when, beside what, and what a refund does to it. */
export function CouponTerms({ c }: { c: Detail }) {
  const w = useWords()
  const row = (icon: string, name: string, text: string) => <View className='rw'><Icon name={icon} size={20} className='i2' /><View className='sub i2 bt-k'>{name}</View><View className='sub f1 break'>{text}</View></View>
  return (
    <View className='paper grp'>
      {row('bag', w.coupon.scope, c.scopeText)}
      {row('clock', w.coupon.time, whenText(c, w))}
      {row('plus', w.coupon.stack, w.coupon.stackText(c.terms.perOrder, c.terms.notAtFlash))}
      {row('undo', w.coupon.refund, w.coupon.refundText(c.terms.graceDays))}
    </View>
  )
}

const FIRST = 2

/** The open stores that take it: the first two, and the others when asked for. */
export function CouponStores({ c }: { c: Detail }) {
  const w = useWords()
  const [all, setAll] = useState(false)
  const { stores, everywhere } = c.terms
  const said = everywhere ? w.coupon.allStores(stores.length) : w.coupon.someStores(stores.length)
  return (
    <View className='paper grp' id='coupon-stores'>
      <View className='row sb bt-st'>
        <View className='h2' role='heading' aria-level={2}>{w.coupon.where}</View>
        {stores.length > FIRST && !all ? <Tap className='lnk' label={said} onTap={() => setAll(true)}><Text>{said}</Text><Icon name='right' size={14} /></Tap> : <View className='sub i2'>{said}</View>}
      </View>
      {stores.length === 0 ? <View className='sub i2 bt-no'>{w.coupon.noStores}</View> : null}
      {(all ? stores : stores.slice(0, FIRST)).map(s => {
        const open = s.opensAt !== null && s.closesAt !== null ? w.coupon.open(minuteText(s.opensAt), minuteText(s.closesAt)) : ''
        const under = [s.address, open].filter(Boolean).join(' · ')
        return <View key={s.storeId} className='rw'><Icon name='pin' size={20} className='brand' /><View className='f1'><View className='sub b break'>{s.name}</View>{under ? <View className='cap i2 break'>{under}</View> : null}</View></View>
      })}
    </View>
  )
}
