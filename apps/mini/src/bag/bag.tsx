import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useMember } from '../member/gate'
import { useCurrency } from '../platform/shop'
import { clockText } from '../words/time'
import { Button } from '../ui/button'
import { Price, count, money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { WholeSum } from '../ui/price-sum'
import { Empty, Failed } from '../ui/scene'
import { Choices } from '../ui/sheet'
import { Bone, BoneRows } from '../ui/skeleton'
import { openCode } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { BestWay } from './best-way'
import { Lines } from './lines'
import { oldClass, useBagQuote, type BagAnswer, type BagQuoting } from './bag-quote'
import { goodsUrl, unitsIn, useBag, wishForBag } from './bag-store'
import { useBagWords } from './bag-words'
import './bag.scss'

export default function BagPage() {
  return useMember() ? <Bag /> : <Page><Nav /></Page>
}

const pickGoods = (offerId?: string): void => { void Taro.navigateTo({ url: goodsUrl(offerId) }) }

export function Bag() {
  const w = useBagWords()
  const { lines } = useBag()
  const bag = useBagQuote()
  // what failed while the shop could be reached says so, in place of figures nobody vouches for
  const failed = !bag.offline && bag.error
  const answer = failed ? null : bag.answer
  if (lines.length === 0) return <Page><Nav title={w.bag} /><Empty title={w.empty} text={w.emptyText}><Button onTap={() => pickGoods()} id='go-goods'>{w.go}</Button></Empty></Page>
  return (
    <Page foot busy={bag.old && !bag.offline && !failed}>
      <Nav title={w.bag} />
      {bag.offline && answer ? <View className='amber row g2 sub' role='status'><Icon name='off' size={18} /><View className='f1'>{w.offline(clockText(bag.at))}</View></View> : null}
      <Lines lines={lines} quote={answer?.quote ?? null} figures={oldClass(bag)} onMore={() => pickGoods()} />
      {answer ? (
        <View className={oldClass(bag)}>
          <BestWay answer={answer} onFill={pickGoods} />
          {answer.stores.length > 1 ? <StoreRow answer={answer} /> : null}
          <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.sum}</View></View>
          <WholeSum listMinor={answer.quote.listMinor} payMinor={answer.quote.payMinor} steps={answer.quote.steps} paid={w.due} />
          <View className='cap i2 center bg-note'>{w.payNote}</View>
        </View>
      ) : bag.error ? <Failed error={bag.error} title={w.failed} text={w.failedText} again={bag.again} /> : bag.waiting ? <BoneRows rows={4} height={48} /> : null}
      <Foot answer={answer} bag={bag} />
    </Page>
  )
}

/** Offers may hold in one store and not in another. */
function StoreRow({ answer }: { answer: BagAnswer }) {
  const w = useBagWords()
  const [open, setOpen] = useState(false)
  const now = answer.stores.find(s => s.storeId === answer.storeId)
  const pick = (storeId: string): void => { setOpen(false); wishForBag({ storeId }) }
  return (
    <>
      <Tap className='paper grp rw bg-store' id='bag-store' onTap={() => setOpen(true)}><Icon name='pin' size={20} className='brand' /><View className='f1 sub'>{w.store}</View><View className='rw-v el'>{now?.name ?? w.anyStore}</View><Icon name='right' size={14} className='i3' /></Tap>
      {open ? <Choices title={w.store} onClose={() => setOpen(false)}>{answer.stores.map(s => <Tap key={s.storeId} className='rw' role='radio' checked={s.storeId === answer.storeId} onTap={() => pick(s.storeId)}><View className='f1 break'>{s.name}</View>{s.storeId === answer.storeId ? <Icon name='check' size={20} className='brand' /> : null}</Tap>)}</Choices> : null}
    </>
  )
}

/** Ordering on the phone is not there yet: one pays in the shop, with the member code. */
function Foot({ answer, bag }: { answer: BagAnswer | null; bag: BagQuoting }) {
  const w = useBagWords()
  const currency = useCurrency()
  const q = answer?.quote
  const toPrice = unitsIn(useBag().lines) > 0
  return (
    <View className='foot row sb g3 bg-foot'>
      <View className={`f1 ${oldClass(bag)}`}>
        {q ? <><View className='row base g2 wrap'><Text className='cap i2'>{w.due}</Text><Price minor={q.payMinor} currency={currency} className='fig-26' id='bag-pay' /></View>
          <View className='cap i2'>{[q.savedMinor > 0 ? `${w.saved} ${money(q.savedMinor, currency)}` : '', q.willEarn.points > 0 ? w.earn(count(q.willEarn.points)) : ''].filter(Boolean).join(' · ')}</View></> : bag.offline && toPrice ? <View className='sub i2'>{w.waits}</View> : bag.waiting ? <Bone w={110} h={26} /> : null}
      </View>
      <Button onTap={openCode} id='pay-in-shop'><Icon name='qr' size={20} />{w.pay}</Button>
    </View>
  )
}
