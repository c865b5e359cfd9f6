import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { useSay, useWords } from '../words'
import { instantText } from '../words/time'
import { Price, count, money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { Bone, BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { TierBadge, TierCard, TierWord, tierName } from '../ui/tier-card'
import { useMember } from './gate'
import { benefitsOf, stillMissing } from './benefits'
import { Ladder } from './ladder'
import { amountText, keptText, StandingLine } from './standing'
import './tiers.scss'

export type MyTier = AnswerOf<typeof routes.readMyTier>

export default function Tiers() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const mine = useReading(() => api.readMyTier({}), { keepAs: 'my-tier' })
  return (
    <Page>
      <Nav title={w.tiers.title} />
      {mine.value ? <Body t={mine.value} /> : mine.error ? <Failed error={mine.error} again={() => void mine.again()} /> : mine.waiting ? <><View className='tr-car'><View className='tr-mid tr-slot'><Bone w={318} h={201} r={18} /></View></View><BoneRows /></> : null}
    </Page>
  )
}

function Body({ t }: { t: MyTier }) {
  const w = useWords()
  const say = useSay()
  const { language } = useLook()
  const currency = useCurrency()
  const p = t.progress
  const now = t.tiers.findIndex(x => x.tierId === p.tier?.tierId)
  const aim = t.tiers.findIndex(x => x.tierId === p.next?.tierId)
  const [at, setAt] = useState(aim >= 0 ? aim : Math.max(0, now))
  const [how, setHow] = useState(false)
  const shown = t.tiers[at]
  if (!shown) return null
  const rows = benefitsOf(t, at, w, language)
  const line = at === now ? w.tiers.current : at < now ? w.tiers.reached : stillMissing(shown, p, w, currency)
  return (
    <>
      <View className='tr-car'>
        {t.tiers.map((x, i) => Math.abs(i - at) > 1 ? null : (
          <View key={x.tierId} className={`tr-slot ${i < at ? 'tr-left' : i > at ? 'tr-right' : 'tr-mid'}`} onClick={() => setAt(i)}>
            <TierCard tier={x}>{i === at ? <View className='tr-in'><TierWord tier={x} size='middle' language={language} /><View className='sub b mt-2'>{line}</View><View className='cap b tr-stuff'>{w.tiers.materials[x.material]}</View></View> : null}</TierCard>
          </View>
        ))}
      </View>
      <View className='tr-dots' role='tablist'>
        {t.tiers.map((x, i) => <Tap key={x.tierId} role='tab' checked={i === at} label={tierName(x.name, language)} className='tr-dot-hit' onTap={() => setAt(i)}><View className={`tr-dot ${i === at ? 'tr-dot-on' : ''}`} /></Tap>)}
      </View>
      <View className='paper tr-lad'>
        <StandingLine progress={p} />
        <View className='sub i2'>{p.unit === 'money' ? w.tiers.haveMoney : w.tiers.have}<Text className='n'>{` ${amountText(p.have, p.unit, currency)}`}</Text>{`, ${w.tiers.refundNote}`.replace(', ', language === 'en' ? ', ' : '，')}</View>
        {p.also.map(a => <View key={a.unit} className='sub i2'>{w.tiers.part(a.unit, '')}<Text className='n'>{` ${amountText(a.have, a.unit, currency)}${a.needNext === null ? '' : ` / ${amountText(a.needNext, a.unit, currency)}`}`}</Text></View>)}
        {p.also.length > 0 ? <View className='cap i3'>{p.combine === 'all' ? w.tiers.allOf : w.tiers.anyOf}</View> : null}
        <Ladder tiers={t.tiers} have={p.have} current={p.tier?.tierId ?? null} reach={n => (p.unit === 'money' ? money(n, currency).replace(/^¥/, '') : count(n))} />
        <View className='row g2 sub tr-kept'><Icon name='shield' size={18} className='ok' /><View className='f1'>{keptText(p, w, language)}</View><Tap className='lnk' onTap={() => setHow(true)}>{w.tiers.how}<Icon name='right' size={14} /></Tap></View>
      </View>
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.tiers.benefits(tierName(shown.name, language))}</View></View>
      <View className='paper grp tr-bn'>
        {rows.map((r, i) => <View className='rw tr-row' key={i}><View className='tile-i'><Icon name={r.icon} size={22} /></View><View className='f1'><View className='b break'>{r.text}</View>{r.under ? <View className='cap i2 break'>{r.under}</View> : null}</View>{r.fresh ? <View className='tr-new'>{w.tiers.fresh}</View> : null}</View>)}
      </View>
      {t.savedMinor > 0 ? <View className='row g3 paper tr-saved'><View className='f1'><View className='sub i2'>{w.tiers.saved}</View><Price minor={t.savedMinor} currency={currency} className='fig-26' /></View><Tap className='lnk lnk-b' role='link' onTap={() => void Taro.navigateTo({ url: '/order/orders' })}>{w.tiers.each}<Icon name='right' size={14} /></Tap></View> : null}
      {t.history.length > 0 ? (
        <>
          <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.tiers.history}</View></View>
          <View className='paper grp tr-bn'>
            {t.history.map((c, i) => <View className='rw tr-row' key={i}><View className='f1'><View className='row g2'>{c.from ? <TierBadge tier={c.from} language={language} /> : <Text className='cap i2'>{w.tiers.joined}</Text>}<Icon name='right' size={14} className='i3' />{c.to ? <TierBadge tier={c.to} language={language} /> : null}</View><View className='cap i2 mt-1 break'>{say(c.reason)}</View></View><View className='cap i3 right'>{instantText(c.at, w)}</View></View>)}
          </View>
        </>
      ) : null}
      {how ? <Sheet title={w.tiers.how} onClose={() => setHow(false)}><View className='body i2'>{w.tiers.howText}</View></Sheet> : null}
    </>
  )
}
