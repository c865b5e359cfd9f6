import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { goodsUrl } from '../bag/bag-store'
import { useLook } from '../platform/prefs'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { faceOf, timeOf } from '../coupon/coupon-words'
import { Art } from '../ui/art'
import tray from '../ui/art/tray.svg'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { goTo, openCode } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { Ticket } from '../ui/ticket'
import type { Home } from './standing'

/** The coupons worth using now; else what may be claimed; else an empty tray. */
export function BestCoupons({ home: h }: { home: Home }) {
  const w = useWords()
  const { language } = useLook()
  const currency = useCurrency()
  const cards = h.coupons.slice(0, 5)
  const claim = h.claimableCount > 0 ? (
    <Tap className='paper home-claim row g3' role='link' onTap={() => goTo('coupons')}>
      <View className='tile-i'><Icon name='ticket' size={22} /></View><View className='f1 b'>{w.home.claimable(h.claimableCount)}</View><View className='lnk lnk-b'>{w.home.claimGo}<Icon name='right' size={14} /></View>
    </Tap>
  ) : null
  if (cards.length === 0) {
    return claim ?? (
      <View className='scene home-tray'><View className='scene-im'><Art src={tray} width={210} height={140} className='seat' /></View><View className='b mt-1'>{w.home.emptyCoupons}</View><View className='sub i2 mt-1'>{w.home.emptyCouponsText}</View></View>
    )
  }
  return (
    <>
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.home.bestNow}</View><Tap className='lnk' role='link' onTap={() => goTo('coupons')}>{w.home.allCoupons(h.couponCount)}<Icon name='right' size={14} /></Tap></View>
      <View className={`hs ${cards.length === 1 ? 'hs-one' : ''}`}>
        {cards.map(c => {
          const time = timeOf(c, w, true)
          return <Ticket key={c.memberCouponId ?? c.couponId} face={faceOf(c, w, language, currency)} title={c.title} scope={c.scopeText} time={time.text} soon={time.soon} act={{ label: w.home.use, onTap: () => void Taro.navigateTo({ url: goodsUrl(c.memberCouponId) }) }} onOpen={c.memberCouponId ? () => void Taro.navigateTo({ url: `/ticket/coupon?id=${c.memberCouponId}` }) : undefined} />
        })}
      </View>
      {claim}
    </>
  )
}

/** A new member's first steps, each with what it pays. Gone when all are done. */
export function FirstSteps({ home: h }: { home: Home }) {
  const w = useWords()
  const done = h.firstSteps.filter(s => s.done).length
  if (h.firstSteps.length === 0 || done === h.firstSteps.length) return null
  const total = h.firstSteps.reduce((s, x) => s + x.points, 0)
  const face = { birthday: { icon: 'cake', title: w.home.firstBirthday, go: w.home.fill, to: () => void Taro.navigateTo({ url: '/member/profile' }) }, 'first-order': { icon: 'bag', title: w.home.firstOrder, go: w.home.showCode, to: openCode }, 'first-post': { icon: 'pen', title: w.home.firstPost, go: w.home.write, to: () => goTo('talk') } } as const
  return (
    <>
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{total ? w.home.first(count(total)) : w.home.firstNone}</View><View className='cap i2'>{w.home.firstDone(done, h.firstSteps.length)}</View></View>
      <View className='paper grp home-first'>
        {h.firstSteps.map(s => {
          const f = face[s.step]
          return (
            <View className='rw home-step' key={s.step}>
              <View className={`home-step-i ${s.done ? 'home-step-ok' : ''}`}><Icon name={s.done ? 'check' : f.icon} size={20} /></View>
              <View className='f1'><View className='b'>{f.title}</View>{s.points ? <View className='cap i2'>{s.done ? w.home.firstGot(count(s.points)) : w.home.firstPoints(count(s.points))}</View> : null}</View>
              {s.done ? null : <Tap className='btn btn-soft btn-small' label={`${f.go} ${f.title}`} onTap={f.to}><Text>{f.go}</Text></Tap>}
            </View>
          )
        })}
      </View>
    </>
  )
}
