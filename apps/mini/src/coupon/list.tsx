import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { api } from '../platform/call'
import { usePages } from '../platform/pages'
import { act } from '../platform/pending'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { buzz } from '../platform/sound'
import { useSay, useWords } from '../words'
import { Button } from '../ui/button'
import { count, money } from '../ui/figures'
import { useMember } from '../member/gate'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { Bone } from '../ui/skeleton'
import { openCode } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { Ticket } from '../ui/ticket'
import { toast, toastTrouble } from '../ui/toast'
import { CodeSheet } from './code-sheet'
import { faceOf, missingOf, timeOf, type Card } from './coupon-words'
import './coupon.scss'

type State = 'usable' | 'used' | 'over'

export default function Coupons() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page place='coupons' />
}

function SignedIn() {
  const w = useWords()
  const [state, setState] = useState<State>('usable')
  const [claimed, setClaimed] = useState(0)
  const [typing, setTyping] = useState(false)
  return (
    <Page place='coupons'>
      <View className='nav'><View className='h1' role='heading' aria-level={1}>{w.coupons.title}</View></View>
      <View className='row'>
        <View className='pick f1' role='tablist'>{(['usable', 'used', 'over'] as const).map(s => <Tap key={s} role='tab' className={`pick-a ${s === state ? 'pick-on' : ''}`} onTap={() => setState(s)}><View className='pick-s'>{w.coupons[s]}</View></Tap>)}</View>
        <Tap className='cs-open brand b' onTap={() => setTyping(true)} id='type-code'>{w.coupons.code}</Tap>
      </View>
      {state === 'usable' ? <Claimable onClaimed={() => setClaimed(n => n + 1)} /> : null}
      <Mine key={`${state}${state === 'usable' ? claimed : ''}`} state={state} />
      {state === 'usable' ? <UnderWay key={claimed} /> : null}
      {typing ? <CodeSheet onClose={() => setTyping(false)} onGot={() => setClaimed(n => n + 1)} /> : null}
    </Page>
  )
}

/** What may be claimed now. A claim answers at once; a lost reply is asked for again under the same key. */
function Claimable({ onClaimed }: { onClaimed: () => void }) {
  const w = useWords()
  const { language } = useLook()
  const currency = useCurrency()
  const list = useReading(() => api.listClaimable({}))
  const [busy, setBusy] = useState<string | null>(null)
  const [asked, setAsked] = useState<Card | null>(null)
  if (!list.value || list.value.items.length === 0) return null
  const claim = async (c: Card): Promise<void> => {
    setBusy(c.couponId)
    try {
      if (c.pointsCost) await act('exchangeCoupon', `exchange:${c.couponId}`, { couponId: c.couponId, points: c.pointsCost })
      else await act('claimCoupon', `claim:${c.couponId}`, { couponId: c.couponId })
      buzz()
      toast(w.coupons.got)
      onClaimed()
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(null)
      void list.again()
    }
  }
  return (
    <>
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.coupons.claim}</View></View>
      <View className='list'>
        {list.value.items.map(c => {
          const gone = c.state === 'sold-out'
          const time = c.leftToClaim !== null && c.leftToClaim <= 100 && !gone ? { text: w.coupons.left(count(c.leftToClaim)), soon: c.leftToClaim <= 20 } : timeOf(c, w)
          return <Ticket key={c.couponId} face={faceOf(c, w, language, currency)} dim={gone} title={c.title} scope={c.scopeText} time={gone ? w.coupons.claimedAll : time.text} soon={time.soon && !gone} act={gone ? undefined : { label: c.pointsCost ? w.coupons.forPoints(count(c.pointsCost)) : w.coupons.get, busy: busy === c.couponId, onTap: () => (c.pointsCost ? setAsked(c) : void claim(c)) }} />
        })}
      </View>
      {asked ? (
        <Sheet title={asked.title} onClose={() => setAsked(null)}>
          <View className='sub i2'>{w.coupons.spendAsk(count(asked.pointsCost ?? 0))}</View>
          <View className='mt-4'><Button full busy={busy === asked.couponId} onTap={() => { const one = asked; setAsked(null); void claim(one) }} id='exchange-go'>{w.coupons.forPoints(count(asked.pointsCost ?? 0))}</Button></View>
        </Sheet>
      ) : null}
    </>
  )
}

/** Sent to friends and not taken yet: out of the wallet, still to be had back. */
function UnderWay() {
  const w = useWords()
  const { language } = useLook()
  const currency = useCurrency()
  const list = useReading(() => api.listMyCoupons({ state: 'transit', limit: 20 }))
  if (!list.value || list.value.items.length === 0) return null
  return (
    <>
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.coupons.underWay}</View></View>
      <View className='list'>{list.value.items.map(c => <Ticket key={c.memberCouponId} dim face={faceOf(c, w, language, currency)} title={c.title} scope={w.coupons.underWayText} time={timeOf(c, w).text} onOpen={() => void Taro.navigateTo({ url: `/ticket/coupon?id=${c.memberCouponId ?? ''}` })} />)}</View>
    </>
  )
}

function Mine({ state }: { state: State }) {
  const w = useWords()
  const list = usePages<Card>(cursor => api.listMyCoupons({ state, cursor, limit: 20 }), c => c.memberCouponId ?? c.couponId)
  if (!list.items) return list.error ? <Failed error={list.error} again={list.again} /> : <View className='list mt-4'>{[0, 1, 2].map(i => <Bone key={i} w={358} h={96} r={14} />)}</View>
  if (list.items.length === 0) return state === 'usable' ? <Empty title={w.coupons.emptyUsable} text={w.coupons.emptyUsableText} /> : <Empty title={state === 'used' ? w.coupons.emptyUsed : w.coupons.emptyOver} />
  const now = state === 'usable' ? list.items.filter(c => c.usable) : list.items
  const nearly = state === 'usable' ? list.items.filter(c => !c.usable) : []
  return (
    <>
      {now.length > 0 && state === 'usable' ? <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.coupons.now}</View><View className='cap i2'>{w.coupons.byDate}</View></View> : <View className='mt-3' />}
      <View className='list'>{now.map(c => <OneCoupon key={c.memberCouponId} c={c} state={state} />)}</View>
      {nearly.length > 0 ? <><View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.coupons.nearly}</View></View><View className='list'>{nearly.map(c => <OneCoupon key={c.memberCouponId} c={c} state={state} />)}</View></> : null}
      {list.hasMore ? <View className='center mt-4'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{w.moreRows}</Button></View> : null}
    </>
  )
}

function OneCoupon({ c, state }: { c: Card; state: State }) {
  const w = useWords()
  const say = useSay()
  const { language } = useLook()
  const currency = useCurrency()
  const time = timeOf(c, w)
  const missing = c.usable ? null : missingOf(c)
  const why = missing ? <>{w.coupons.missing}<Text className='n b tea'>{` ${money(missing.minor, currency)} `}</Text>{w.coupons.missingAfter}</> : !c.usable && c.why && state === 'usable' ? say(c.why) : c.scopeText
  const open = c.memberCouponId ? () => void Taro.navigateTo({ url: `/ticket/coupon?id=${c.memberCouponId ?? ''}` }) : undefined
  return <Ticket face={faceOf(c, w, language, currency)} dim={!c.usable || state !== 'usable'} title={c.title} scope={why} time={missing ? undefined : time.text} soon={time.soon && state === 'usable'} need={missing ? missing.percent : undefined} onOpen={open} act={state === 'usable' && c.usable ? { label: w.coupons.use, onTap: openCode } : undefined} />
}
