import { Input, Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { useStore } from '../platform/store'
import { Button } from '../ui/button'
import { money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Sheet } from '../ui/sheet'
import { Tap } from '../ui/tap'
import { redeemForVisit } from './open-visit'
import type { Refusal } from './parts'
import { wishes, type Quote, type Wishes } from './sale-state'
import { useTillWords } from './words'

type Card = AnswerOf<typeof routes.listMyCoupons>['items'][number]

/** Which coupon, how many points, paid by what. */
export function WishSheet({ quote, coupons, member, currency, onRefused, onClose }: { quote: Quote; coupons: readonly Card[]; member: boolean; currency: string; onRefused: (no: Refusal) => void; onClose: () => void }) {
  const w = useTillWords()
  const now = useStore(wishes)
  const put = (change: Partial<Wishes>): void => wishes.set({ ...now, ...change })
  const row = (label: string, on: boolean, act: () => void, id: string) => (
    <Tap key={id} role='radio' checked={on} label={label} id={id} className='till-pick' onTap={act}><Text className={on ? 'b' : ''}>{label}</Text>{on ? <Icon name='check' size={18} className='brand' /> : null}</Tap>
  )
  const tenders: readonly Wishes['tender'][] = ['wechat', 'alipay', 'cash', 'card', 'stored-value']
  return (
    <Sheet title={w.how} onClose={onClose}>
      {coupons.length > 0 ? <View><View className='sub i2'>{w.couponPick}</View><View role='radiogroup' aria-label={w.couponPick}>
        {row(w.couponBest, now.coupons === 'best', () => put({ coupons: 'best' }), 'coupon-best')}
        {coupons.flatMap(c => (c.memberCouponId ? [row(c.title, Array.isArray(now.coupons) && now.coupons.includes(c.memberCouponId), () => put({ coupons: [c.memberCouponId as string] }), `coupon-${c.memberCouponId}`)] : []))}
        {row(w.couponNone, now.coupons === 'none', () => put({ coupons: 'none' }), 'coupon-none')}
      </View></View> : null}
      {member ? <CardCode onRefused={onRefused} /> : null}
      {quote.points.mostUsable > 0 ? <View className='mt-3'><View className='sub i2'>{w.pointPick}</View><View role='radiogroup' aria-label={w.pointPick}>
        {row(w.pointNone, now.points === 'none', () => put({ points: 'none' }), 'points-none')}
        {row(w.pointMost(w.pointsUsed(String(quote.points.mostUsable))), now.points === 'most', () => put({ points: 'most' }), 'points-most')}
      </View></View> : null}
      <View className='sub i2 mt-3'>{w.tender}</View>
      <View className='till-rs' role='radiogroup' aria-label={w.tender} style={{ borderTopWidth: 0 }}>
        {tenders.map(t => <Tap key={t} role='radio' checked={now.tender === t} label={w.tenders[t]} className={`till-rs-a ${now.tender === t ? 'till-rs-on' : ''}`} onTap={() => put({ tender: t })}><View className='till-rs-s'>{w.tenders[t]}</View></Tap>)}
      </View>
      <View className='mt-4'><Button full onTap={onClose} id='wishes-ok'>{w.ok} · {money(quote.payMinor, currency)}</Button></View>
    </Sheet>
  )
}

/** A code from a card, typed as it is printed. */
function CardCode({ onRefused }: { onRefused: (no: Refusal) => void }) {
  const w = useTillWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    const no = await redeemForVisit(code.trim())
    setBusy(false)
    if (no) onRefused(no)
    else setCode('')
  }
  return (
    <View className='row g3 mt-2'>
      <Input className='till-code n f1' id='card-code' value={code} maxlength={64} placeholder={w.cardCode} placeholderClass='i3' aria-label={w.cardCode} nativeProps={{ 'aria-label': w.cardCode, autocomplete: 'off', autocapitalize: 'characters', spellcheck: false }} onInput={e => setCode(String(e.detail.value))} />
      <Button kind='soft' busy={busy} disabled={code.trim().length < 3} onTap={() => { void go() }} id='card-code-go'>{w.cardCodeGo}</Button>
    </View>
  )
}
