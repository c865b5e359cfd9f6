import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { api } from '../platform/call'
import { usePages, type Paged } from '../platform/pages'
import { act } from '../platform/pending'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { buzz } from '../platform/sound'
import { useSay, useWords } from '../words'
import { Button } from '../ui/button'
import { count, money } from '../ui/figures'
import { oldClass, useBagQuote, type BagCoupon, type BagQuoting } from '../bag/bag-quote'
import { goodsUrl, unitsIn, useBag } from '../bag/bag-store'
import { useMember } from '../member/gate'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { Bone } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { Ticket } from '../ui/ticket'
import { toast, toastTrouble } from '../ui/toast'
import { CodeSheet } from './code-sheet'
import { faceOf, timeOf, type Card } from './coupon-words'
import './coupon.scss'

type State = 'usable' | 'used' | 'over'

export default function Coupons() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page place='coupons' />
}

function SignedIn() {
  const w = useWords()
  const bag = useBagQuote()
  const [state, setState] = useState<State>('usable')
  const [claimed, setClaimed] = useState(0)
  const [typing, setTyping] = useState(false)
  return (
    <Page place='coupons'>
      <View className='nav'><View className='h1' role='heading' aria-level={1}>{w.coupons.title}</View></View>
      <View className='row'>
        <View className='pick f1' role='tablist'>{(['usable', 'used', 'over'] as const).map(s => <Tap key={s} role='tab' checked={s === state} className={`pick-a ${s === state ? 'pick-on' : ''}`} onTap={() => setState(s)}><View className='pick-s'>{w.coupons[s]}</View></Tap>)}</View>
        <Tap className='cs-open brand b' onTap={() => setTyping(true)} id='type-code'>{w.coupons.code}</Tap>
      </View>
      {state === 'usable' ? <BagCard bag={bag} /> : null}
      {state === 'usable' ? <Claimable onClaimed={() => setClaimed(n => n + 1)} /> : null}
      <Mine key={`${state}${state === 'usable' ? claimed : ''}`} state={state} bag={bag} />
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
      <View className='list'>{list.value.items.map(c => <Ticket key={c.memberCouponId} dim face={faceOf(c, w, language, currency)} title={c.title} scope={w.coupons.underWayText} time={timeOf(c, w).text} onOpen={openCoupon(c)} />)}</View>
    </>
  )
}

function Mine({ state, bag }: { state: State; bag: BagQuoting }) {
  const w = useWords()
  const list = usePages<Card>(cursor => api.listMyCoupons({ state, cursor, limit: 20 }), c => c.memberCouponId ?? c.couponId)
  if (!list.items) return list.error ? <Failed error={list.error} again={list.again} /> : <View className='list mt-4'>{[0, 1, 2].map(i => <Bone key={i} w={358} h={96} r={14} />)}</View>
  if (list.items.length === 0) return state === 'usable' ? <Empty title={w.coupons.emptyUsable} text={w.coupons.emptyUsableText} /> : <Empty title={state === 'used' ? w.coupons.emptyUsed : w.coupons.emptyOver} />
  if (state !== 'usable') return <><View className='mt-3' /><View className='list'>{list.items.map(c => <OldCoupon key={c.memberCouponId} c={c} />)}</View><More list={list} /></>
  // with goods in the bag it is the bag that says which of them work, unless what it says is of another one
  const grey = oldClass(bag) === 'fig-old'
  const judged = list.items.map(c => ({ c, verdict: grey ? null : (bag.answer?.coupons.find(b => b.memberCouponId === c.memberCouponId) ?? null) }))
  const works = ({ c, verdict }: (typeof judged)[number]): boolean => (verdict ? verdict.state !== 'not' : c.usable)
  const now = judged.filter(works)
  const nearly = judged.filter(j => !works(j))
  return (
    <View className={grey ? '' : oldClass(bag)}>
      {now.length > 0 ? <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.coupons.now}</View><View className='cap i2'>{w.coupons.byDate}</View></View> : <View className='mt-3' />}
      <View className='list'>{now.map(j => <OneCoupon key={j.c.memberCouponId} {...j} works />)}</View>
      {nearly.length > 0 ? <><View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.coupons.nearly}</View></View><View className='list'>{nearly.map(j => <OneCoupon key={j.c.memberCouponId} {...j} works={false} />)}</View></> : null}
      <More list={list} />
    </View>
  )
}

function More({ list }: { list: Paged<Card> }) {
  const w = useWords()
  return list.hasMore ? <View className='center mt-4'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{w.moreRows}</Button></View> : null
}

const openCoupon = ({ memberCouponId: id }: Card) => (id ? () => void Taro.navigateTo({ url: `/ticket/coupon?id=${id}` }) : undefined)

function OldCoupon({ c }: { c: Card }) {
  const w = useWords()
  const { language } = useLook()
  return <Ticket face={faceOf(c, w, language, useCurrency())} dim title={c.title} scope={c.scopeText} time={timeOf(c, w).text} onOpen={openCoupon(c)} />
}

/** One in the wallet: to use with goods it counts for, or what it still lacks and the way there. */
function OneCoupon({ c, verdict, works }: { c: Card; verdict: BagCoupon | null; works: boolean }) {
  const w = useWords()
  const say = useSay()
  const { language } = useLook()
  const currency = useCurrency()
  const time = timeOf(c, w)
  const pick = (): void => { void Taro.navigateTo({ url: goodsUrl(c.memberCouponId) }) }
  const shown = { face: faceOf(c, w, language, currency), title: c.title, onOpen: openCoupon(c) }
  if (works) return <Ticket {...shown} scope={verdict?.state === 'used' ? w.coupons.inUse : c.scopeText} time={time.text} soon={time.soon} act={{ label: w.coupons.use, onTap: pick }} />
  const reason = verdict?.reason ?? c.why
  const missing = verdict?.missing ?? null
  const tier = reason?.code === 'offer-other-tier'
  const lacks = missing && (tier ? missing.unit === 'tier-money' ? money(missing.amount, currency) : count(missing.amount) : missing.unit === 'money' ? money(missing.amount, currency) : w.coupons.pieces(missing.amount))
  const why = reason ? say(reason) : c.scopeText
  const [before, after] = tier ? [`${why}${w.coupons.missingTier}`, ''] : [w.coupons.missing, w.coupons.missingAfter]
  const scope = lacks ? <>{before}<Text className='n b tea'>{` ${lacks} `}</Text>{after}</> : why
  const way = tier ? { label: w.coupons.tiers, ghost: true, onTap: () => void Taro.navigateTo({ url: '/member/tiers' }) } : missing || reason?.code === 'offer-no-line' ? { label: w.coupons.fill, ghost: true, onTap: pick } : undefined
  return <Ticket {...shown} dim scope={scope} time={missing ? undefined : time.text} need={missing ? missing.percent : undefined} act={way} />
}

/** What lies in the bag, and what its best price saves; without a bag, the way to one. */
function BagCard({ bag }: { bag: BagQuoting }) {
  const w = useWords()
  const currency = useCurrency()
  const units = unitsIn(useBag().lines)
  const q = bag.answer?.quote
  const to = (url: string): void => { void Taro.navigateTo({ url }) }
  if (units === 0) return <Tap className='paper cs-pick row g3' role='link' id='go-goods' onTap={() => to(goodsUrl())}><View className='tile-i'><Icon name='bag' size={22} /></View><View className='f1 b'>{w.coupons.pickFirst}</View><Icon name='right' size={16} className='i3' /></Tap>
  return (
    <View className='cs-bag row g3' id='bag-card'>
      <View className={`f1 ${oldClass(bag)}`}>
        <View className='sub cs-bag-s'>{w.coupons.bagOf(units)}</View>
        {q ? <View className='h2'>{q.savedMinor > 0 ? w.coupons.bagSaves : w.coupons.bagSum}<Text className={`n fig-22 ${q.savedMinor > 0 ? 'cs-bag-n' : ''}`} id='bag-saved'>{` ${money(q.savedMinor > 0 ? q.savedMinor : q.payMinor, currency)}`}</Text></View> : null}
      </View>
      <Tap className='cs-bag-go' role='link' id='bag-how' onTap={() => to('/bag/bag')}><Text>{w.coupons.bagHow}</Text></Tap>
    </View>
  )
}
