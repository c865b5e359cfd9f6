import { Input, Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { BAG_MOST_UNITS, type AnswerOf, type routes } from '@huitou/contract'
import { useEffect, useState } from 'react'
import { useMember } from '../member/gate'
import { api } from '../platform/call'
import { usePages } from '../platform/pages'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { Art } from '../ui/art'
import { Button } from '../ui/button'
import { Price, money } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { Bone } from '../ui/skeleton'
import { Stepper } from '../ui/stepper'
import { Tap } from '../ui/tap'
import { tierName } from '../ui/tier-card'
import { toast } from '../ui/toast'
import { oldClass, useBagQuote, type BagQuoting } from './bag-quote'
import { putInBag, unitsIn, useBag } from './bag-store'
import { useBagWords } from './bag-words'
import './bag.scss'

type Answer = AnswerOf<typeof routes.listGoods>
type Goods = Answer['items'][number]

export default function GoodsPage() {
  const signedIn = useMember()
  const offer = useRouter().params['offer'] ?? ''
  return signedIn ? <Shelf offer={offer} /> : <Page><Nav /></Page>
}

export function Shelf({ offer }: { offer: string }) {
  const w = useBagWords()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [category, setCategory] = useState('')
  const [title, setTitle] = useState<string | null>(null)
  const categories = useReading(() => api.listGoodsCategories({}), { topics: [] })
  const bag = useBagQuote()
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const chips = categories.value?.categories ?? []
  return (
    <Page foot>
      <Nav title={w.goods} />
      <View className='bg-find'>
        <Icon name='search' size={18} className='i3 bg-find-i' />
        <Input className='bg-find-in' id='goods-search' value={typed} placeholder={w.search} aria-label={w.search} nativeProps={{ 'aria-label': w.search }} onInput={e => setTyped(String(e.detail.value))} />
        {typed ? <Tap className='bg-find-x' label={w.clear} onTap={() => setTyped('')}><Icon name='x' size={16} /></Tap> : null}
      </View>
      {offer ? <OfferLine offer={offer} title={title} bag={bag} /> : null}
      {chips.length > 1 ? <View className='pick mt-1' role='tablist'>{['', ...chips].map(c => <Tap key={c} role='tab' checked={c === category} className={`pick-a ${c === category ? 'pick-on' : ''}`} onTap={() => setCategory(c)}><View className='pick-s'>{c || w.all}</View></Tap>)}</View> : null}
      <List key={`${search}/${category}`} offer={offer} search={search} category={category} onTitle={setTitle} />
      <BagBar bag={bag} />
    </Page>
  )
}

/** Which offer these goods count for, and how much of them it still takes. */
function OfferLine({ offer, title, bag }: { offer: string; title: string | null; bag: BagQuoting }) {
  const w = useBagWords()
  const currency = useCurrency()
  const coupon = bag.answer?.coupons.find(c => c.memberCouponId === offer)
  const { nextThreshold: next, nextUnits: units } = bag.answer?.quote ?? {}
  const minor = coupon?.missing?.unit === 'money' ? coupon.missing.amount : next?.id === offer ? next.missingMinor : null
  const pieces = coupon?.missing?.unit === 'units' ? coupon.missing.amount : units?.id === offer ? units.missingUnits : null
  const enough = coupon?.state === 'used' || coupon?.state === 'fits'
  if (title === null) return null
  return (
    <View className='well bg-offer' role='status' id='offer-line'>
      <Icon name='ticket' size={18} className='brand' />
      <View className='f1'>
        <View className='sub b break'>{w.forOffer(title)}</View>
        <View className={oldClass(bag)}>{enough ? <View className='cap ok b'>{w.enough}</View> : minor !== null ? <View className='cap i2'>{w.moreMoney[0]}<Text className='n b tea'>{money(minor, currency)}</Text>{w.moreMoney[1]}</View> : pieces !== null ? <View className='cap i2'>{w.moreUnits(pieces)}</View> : null}</View>
      </View>
    </View>
  )
}

function List({ offer, search, category, onTitle }: { offer: string; search: string; category: string; onTitle: (title: string | null) => void }) {
  const w = useBagWords()
  const more = useWords().moreRows
  const [tier, setTier] = useState('')
  const { language } = useLook()
  const list = usePages<Goods>(async cursor => {
    const page = await api.listGoods({ ...(offer ? { offerId: offer } : {}), ...(search ? { search } : {}), ...(category ? { category } : {}), ...(cursor ? { cursor } : {}) })
    setTier(page.tierName ?? '')
    onTitle(page.offerTitle)
    return page
  }, g => g.sku)
  if (!list.items) return list.error ? <Failed error={list.error} again={list.again} /> : <View className='bg-grid' aria-busy='true'>{[0, 1, 2, 3].map(i => <View key={i} className='bg-cell'><Bone w={173} h={250} r={18} /></View>)}</View>
  if (list.items.length === 0) return search || category || offer ? <Empty title={w.none} text={w.noneText} /> : <Empty title={w.noGoods} text={w.noGoodsText} />
  return (
    <>
      <View className='bg-grid'>{list.items.map((g, i) => <OneGood key={g.sku} g={g} at={i} tier={tier && tierName(tier, language)} />)}</View>
      {list.hasMore ? <View className='center mt-4'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{more}</Button></View> : null}
    </>
  )
}

function OneGood({ g, at, tier }: { g: Goods; at: number; tier: string }) {
  const w = useBagWords()
  const currency = useCurrency()
  const inBag = useBag().lines.find(l => l.sku === g.sku && !l.gone)?.quantity ?? 0
  const put = (quantity: number): void => { if (!putInBag(g, quantity)) toast(w.full) }
  const lower = g.priceMinor < g.listMinor
  return (
    <View className='bg-cell'>
      <View className='paper bg-good'>
        <Tap className={`bg-art bg-art-${at % 4}`} role='link' label={w.look(g.name)} onTap={() => void Taro.navigateTo({ url: `/order/reviews?sku=${encodeURIComponent(g.sku)}` })}><Art src={pictureOf(g.picture, g.name)} width={120} height={120} className='seat' lazy /></Tap>
        <View className='bg-in'>
          <View className='sub b el2 bg-name'>{g.name}</View>
          <View className='bg-by'>{lower ? <><View className={`chip ${g.priceBy === 'timed' ? 'chip-tea' : 'chip-brand'}`}>{g.priceBy === 'timed' ? w.timed : w.member(tier)}</View><Text className='n cap i3 bg-was'>{money(g.listMinor, currency)}</Text></> : null}</View>
          <View className='row sb bg-buy'>
            <Price minor={g.priceMinor} currency={currency} className='fig-20 bg-price' />
            {inBag === 0 ? <Tap className='bg-add' label={w.add(g.name)} id={`add-${g.sku}`} onTap={() => put(1)}><View className='bg-add-s'><Icon name='plus' size={18} /></View></Tap> : null}
          </View>
          {inBag > 0 ? <View className='bg-step'><Stepper value={inBag} max={BAG_MOST_UNITS} label={g.name} onChange={put} /></View> : null}
        </View>
      </View>
    </View>
  )
}

/** What the bag comes to so far, on the way to it. */
function BagBar({ bag }: { bag: BagQuoting }) {
  const w = useBagWords()
  const currency = useCurrency()
  const units = unitsIn(useBag().lines)
  const q = bag.answer?.quote
  return (
    <View className='foot row sb g3'>
      <View className={`f1 ${oldClass(bag)}`}>
        <View className='sub i2'>{w.inBag(units)}</View>
        {units > 0 && q ? <View className='row base g2 wrap'><Price minor={q.payMinor} currency={currency} className='fig-22' id='bar-pay' />{q.savedMinor > 0 ? <Text className='cap i2'>{w.saved} <Text className='n tea'>{money(q.savedMinor, currency)}</Text></Text> : null}</View> : null}
      </View>
      <Button disabled={units === 0} onTap={() => void Taro.navigateTo({ url: '/bag/bag' })} id='see-bag'><Icon name='bag' size={20} />{w.seeBag}</Button>
    </View>
  )
}
