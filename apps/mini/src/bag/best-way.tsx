import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { listed } from '@huitou/words'
import { useLook } from '../platform/prefs'
import { useCurrency } from '../platform/shop'
import { useSay } from '../words'
import { count, money, sumText } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Choices } from '../ui/sheet'
import { Switch } from '../ui/switch'
import { Tap } from '../ui/tap'
import type { BagAnswer, BagCoupon } from './bag-quote'
import { useBag, wishForBag } from './bag-store'
import { useBagWords } from './bag-words'

/** Which coupons and points pay for it, what another way would cost, and which threshold is worth reaching. */
export function BestWay({ answer, onFill }: { answer: BagAnswer; onFill: (offerId: string) => void }) {
  const w = useBagWords()
  const currency = useCurrency()
  const { language } = useLook()
  const { wish } = useBag()
  const [picking, setPicking] = useState(false)
  const q = answer.quote
  const used = answer.coupons.filter(c => c.state === 'used')
  const off = used.reduce((sum, c) => sum + (q.steps.find(s => s.id === c.memberCouponId)?.amountMinor ?? 0), 0)
  const dearer = q.payMinor - answer.bestPayMinor
  const { runnerUp, nextThreshold: next, nextUnits: units, points } = q
  return (
    <View className='paper grp bg-best' id='best-way'>
      <View className='row sb wrap g2 bg-head'><View className='h2' role='heading' aria-level={2}>{w.best}</View>{wish.coupons ? <View className='chip'>{w.chosen}</View> : q.tried > 1 ? <View className='chip chip-ok'><Icon name='check' size={14} />{q.exact ? w.bestOf(q.tried) : w.inTime}</View> : null}</View>
      <Tap className='rw' id='pick-coupon' onTap={() => setPicking(true)}>
        <Icon name='ticket' size={20} className='i2' /><View className='f1 sub el'>{used.length > 0 ? listed(used.map(c => c.title), language) : w.noCoupon}</View>
        {off > 0 ? <Text className='n tea'>{sumText(-off, currency)}</Text> : null}<View className='lnk lnk-b'>{w.change}<Icon name='right' size={14} /></View>
      </Tap>
      <View className='rw'>
        <Icon name='coin' size={20} className='i2' />
        <View className='f1'><View className='sub'>{w.points}</View><View className='cap i2'>{points.used > 0 ? w.pointsUsed(count(points.used), money(points.worthMinor, currency)) : points.mostUsable > 0 ? w.pointsCan(count(points.mostUsable)) : w.pointsNone}</View></View>
        {points.mostUsable > 0 || wish.points ? <Switch on={wish.points} label={w.points} onChange={on => wishForBag({ points: on })} /> : null}
      </View>
      {dearer > 0 ? <View className='row g2 cap i2 bg-hint'><Icon name='info' size={16} /><View className='f1'>{w.dearer(money(dearer, currency))}</View></View> : null}
      {runnerUp && runnerUp.moreMinor > 0 && !wish.coupons ? <View className='row g2 cap i2 bg-hint' id='runner-up'><Icon name='info' size={16} /><View className='f1 break'>{w.runnerUp(listed([runnerUp.reason.facts['names'] ?? []].flat().map(String), language), money(runnerUp.moreMinor, currency))}</View></View> : null}
      {next ? <View className='row g2 cap i2 bg-hint' id='next-step'><Icon name='spark' size={16} className='tea' /><View className='f1 break'>{w.next(next.title)[0]}<Text className='n b tea'>{money(next.missingMinor, currency)}</Text>{w.next(next.title)[1]}<Text className='n b tea'>{money(next.gainMinor, currency)}</Text></View><Tap className='lnk lnk-b' label={`${w.fill} ${next.title}`} id='fill-next' onTap={() => onFill(next.id)}>{w.fill}<Icon name='right' size={14} /></Tap></View> : null}
      {units ? <View className='row g2 cap i2 bg-hint'><Icon name='spark' size={16} className='tea' /><View className='f1 break'>{w.nextUnits(units.missingUnits, units.title)}</View><Tap className='lnk lnk-b' label={`${w.fill} ${units.title}`} onTap={() => onFill(units.id)}>{w.fill}<Icon name='right' size={14} /></Tap></View> : null}
      {picking ? <PickCoupon coupons={answer.coupons} onClose={() => setPicking(false)} /> : null}
    </View>
  )
}

/** The best by itself, none, or one of those that work; the others say why not. */
function PickCoupon({ coupons, onClose }: { coupons: readonly BagCoupon[]; onClose: () => void }) {
  const w = useBagWords()
  const say = useSay()
  const { wish } = useBag()
  const pick = (ids: readonly string[] | null): void => { onClose(); wishForBag({ coupons: ids }) }
  const row = (key: string, on: boolean, title: string, under: string, onTap: () => void) => <Tap key={key} className='rw' role='radio' checked={on} id={`pick-${key}`} onTap={onTap}><View className='f1'><View className={`break ${on ? 'b' : ''}`}>{title}</View>{under ? <View className='cap i2 break'>{under}</View> : null}</View>{on ? <Icon name='check' size={20} className='brand' /> : null}</Tap>
  const rank = { used: 0, fits: 1, not: 2 }
  return (
    <Choices title={w.pickCoupon} onClose={onClose}>
      {row('best', wish.coupons === null, w.auto, '', () => pick(null))}
      {[...coupons].sort((a, b) => rank[a.state] - rank[b.state]).map(c => (c.state === 'not'
        ? <View key={c.memberCouponId} className='rw'><View className='f1'><View className='i3 break'>{c.title}</View><View className='cap i2 break'>{c.reason ? say(c.reason) : ''}</View></View></View>
        : row(c.memberCouponId, wish.coupons?.includes(c.memberCouponId) ?? false, c.title, c.state === 'used' ? w.used : w.fits, () => pick([c.memberCouponId]))))}
      {coupons.length === 0 ? <View className='sub i2 bg-none'>{w.noWallet}</View> : null}
      {row('none', wish.coupons?.length === 0, w.noneOfThem, '', () => pick([]))}
    </Choices>
  )
}
