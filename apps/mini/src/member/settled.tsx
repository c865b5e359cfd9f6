import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useEffect, useState } from 'react'
import { api } from '../platform/call'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { buzz } from '../platform/sound'
import { useWords } from '../words'
import { Art } from '../ui/art'
import leaves from '../ui/art/leaves.svg'
import nightRidge from '../ui/art/night-ridge.svg'
import { Button } from '../ui/button'
import { CountUp, Price, count, signed } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Nav, goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { goTo } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { TierCard, TierWord, tierName } from '../ui/tier-card'
import './settled.scss'

type Settlement = NonNullable<AnswerOf<typeof routes.readLastSettlement>['settlement']>

export default function Settled() {
  const w = useWords()
  // Read once: the screen that celebrates must not change under the eyes.
  const last = useReading(() => api.readLastSettlement({}), { topics: [] })
  if (!last.value) return <Page><Nav close />{last.error ? <Failed error={last.error} again={() => void last.again()} /> : null}</Page>
  const s = last.value.settlement
  if (!s) return <Page><Nav close /><Empty title={w.settled.none} text={w.settled.noneText} /></Page>
  return <Celebrate s={s} />
}

function Celebrate({ s }: { s: Settlement }) {
  const w = useWords()
  const { still, language } = useLook()
  const currency = useCurrency()
  // celebrated once: what was seen before stands still
  const [first] = useState(!s.seen)
  useEffect(() => {
    if (!first) return
    buzz('medium')
    void api.seeSettlement({ orderId: s.orderId }).catch(() => undefined) // asked again with the next settlement read
  }, [first, s.orderId])
  const rose = s.tierAfter && (!s.tierBefore || s.tierAfter.rank > s.tierBefore.rank) ? s.tierAfter : null
  const calm = still || !first
  const points = s.steps.find(x => x.stage === 'points')
  const receipt = (): void => { void Taro.redirectTo({ url: `/order/order?id=${s.orderId}` }) }
  const balance = s.balance?.shown ?? null
  return (
    <Page className={`st ${calm ? 'still' : ''}`}>
      <View className='st-ridge'><Art src={nightRidge} className='st-ridge-i' /></View>
      {rose ? <Art src={leaves} className='st-leaves' /> : null}
      <Nav close onBack={goBack} />
      <View className='center st-head'>
        <View className='sub st-soft'>{w.settled.just(s.storeName)}</View>
        {s.pointsEarned > 0 ? <CountUp to={s.pointsEarned} still={calm} show={signed} className='n st-count' /> : <View className='h1 mt-4'>{w.settled.noPoints}</View>}
        {balance === null ? null : <View className='row mid-c base g1 sub st-mid'>{w.settled.now}<CountUp from={balance - s.pointsEarned} to={balance} ms={600} still={calm} show={count} className='n fig-17' /></View>}
        {s.pendingEarned > 0 ? <View className='sub st-soft mt-1'>{w.settled.pending(count(s.pendingEarned))}</View> : null}
      </View>
      {rose ? (
        <>
          <View className='center st-up'><View className='h1'>{w.settled.up(tierName(rose.name, language))}</View></View>
          <View className='st-card'><View className='st-glow' /><TierCard tier={rose}><View className='st-card-in'><TierWord tier={rose} size='middle' language={language} /></View><View className='cap b st-stuff'>{w.tiers.materials[rose.material]}</View></TierCard></View>
        </>
      ) : <View className='st-gap' />}
      <View className='st-paper'>
        <View className='st-l'><Text className='sub i2'>{w.settled.paid}</Text><Price minor={s.payMinor} currency={currency} className='fig-20' /></View>
        {s.savedMinor > 0 ? <Tap className='st-l st-save' role='link' onTap={receipt}><Text className='b'>{w.settled.saved}</Text><View className='row g1 tea'><Price minor={s.savedMinor} currency={currency} className='fig-28' /><Icon name='right' size={14} className='i3' /></View></Tap> : null}
        {s.pointsSpent > 0 ? <Tap className='st-l' role='link' onTap={receipt}><Text className='sub i2'>{w.settled.spent(count(s.pointsSpent))}</Text><View className='row g1'>{points ? <Price minor={points.amountMinor} currency={currency} className='fig-17' /> : null}<Icon name='right' size={14} className='i3' /></View></Tap> : null}
        {s.couponTitles.map((title, i) => <View className='st-l' key={i}><Text className='sub i2'>{w.settled.coupon}</Text><Text className='sub b el st-title'>{title}</Text></View>)}
      </View>
      <View className='row g3 st-foot'>
        <Button className='st-glass f1' id='receipt' onTap={receipt}>{w.settled.receipt}</Button>
        {rose ? <Button className='st-light f1' onTap={() => void Taro.redirectTo({ url: '/member/tiers' })}>{w.settled.benefits(tierName(rose.name, language))}</Button> : <Button className='st-light f1' onTap={() => goTo('home')}>{w.settled.home}</Button>}
      </View>
    </Page>
  )
}
