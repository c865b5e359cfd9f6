import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { clockText, dayOf, dayText, soonDay } from '../words/time'
import { useMember } from '../member/gate'
import { Art } from '../ui/art'
import { Price, count, sumText } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { LineSum, WholeSum } from '../ui/price-sum'
import { Failed } from '../ui/scene'
import { Bone, BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { BuyAgain } from './buy-again'
import { useReviewWords } from './review-words'
import './order.scss'

type Order = AnswerOf<typeof routes.readMyOrder>
type Line = Order['lines'][number]

export default function OrderPage() {
  const signedIn = useMember()
  const id = useRouter().params['id'] ?? ''
  return signedIn && id ? <One id={id} /> : <Page><Nav /></Page>
}

function One({ id }: { id: string }) {
  const w = useWords()
  const order = useReading(() => api.readMyOrder({ orderId: id }))
  const o = order.value
  const bought = !!o && o.lines.some(l => !l.gift)
  return (
    <Page foot={bought}>
      <Nav title={o ? w.order.title(dayText(dayOf(o.at), w)) : ''} />
      {o ? <Body o={o} /> : order.error ? <Failed error={order.error} again={() => void order.again()} /> : order.waiting ? <><View className='edge mt-2'><Bone w={358} h={120} r={18} /></View><BoneRows /></> : null}
      {o && bought ? <BuyAgain lines={o.lines} /> : null}
    </Page>
  )
}

function Body({ o }: { o: Order }) {
  const w = useWords()
  const t = useReviewWords()
  const currency = useCurrency()
  // points are money of the member's own: they pay, they do not save
  const saved = o.steps.filter(s => s.stage !== 'points').reduce((sum, s) => sum + s.amountMinor, 0)
  return (
    <>
      <View className='paper od-head'>
        <View className='row sb end g3 wrap'>
          <View><View className='sub i2'>{w.order.paid}</View><Price minor={o.payMinor} currency={currency} className='fig-hero' /></View>
          <View className='right'>
            {saved > 0 ? <View className='sub i2'>{`${w.order.saved} `}<Text className='n tea fig-17'>{sumText(saved, currency)}</Text></View> : null}
            {o.pointsEarned > 0 ? <View className='sub i2'>{`${w.order.got} `}<Text className='n tea fig-17'>{count(o.pointsEarned)}</Text>{` ${w.order.points}`}</View> : null}
          </View>
        </View>
        <View className='row sb cap i2 od-meta wrap g2'><Text>{[o.storeName ?? o.channel, o.clerkName, clockText(Date.parse(o.at))].filter(Boolean).join(' · ')}</Text><Text className='break'>{`${w.order.no} ${o.orderNo}`}</Text></View>
        {o.pendingPoints > 0 && o.pendingUntil ? <View className='row g2 cap i2 od-meta'><Icon name='clock' size={16} />{w.order.pending(count(o.pendingPoints), dayText(o.pendingUntil, w))}</View> : null}
      </View>
      {o.refunds.map(r => (
        <View className='od-rf' key={r.refundId}>
          <View className='row sb'><View className='row g2 b'><Icon name='undo' size={20} className='warn' />{`${w.order.refund} · ${soonDay(dayOf(r.at), w)}`}</View><Price minor={r.moneyMinor} currency={currency} className='fig-20' /></View>
          <View className='ex od-ex'>
            {r.lines.map(x => <View className='eq sub' key={x.lineNo}><Text className='i2 f1'>{`${o.lines.find(l => l.lineNo === x.lineNo)?.name ?? ''} ${w.order.quantity(x.quantity)}`}</Text><Text className='n'>{sumText(x.minor, currency)}</Text></View>)}
            {r.pointsReturned > 0 ? <View className='eq sub'><Text className='i2'>{w.order.refundPoints()}</Text><Text className='n'>{`+${count(r.pointsReturned)}`}</Text></View> : null}
            {r.clawback > 0 ? <View className='eq sub'><Text className='i2'>{w.order.refundClaw}</Text><Text className='n'>{`−${count(r.clawback)}`}</Text></View> : null}
          </View>
        </View>
      ))}
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.order.every}</View></View>
      <View className='paper grp od-lines'>{o.lines.map((l, i) => <OneLine key={l.lineNo} o={o} l={l} first={i === 0} />)}</View>
      {o.lines.some(l => !l.gift) ? <Tap className='paper rw g3 od-rv' role='link' onTap={() => void Taro.navigateTo({ url: `/order/review?order=${o.orderId}` })}><Icon name='pen' size={22} className='brand' /><View className='f1'><View className='b'>{t.entry}</View><View className='cap i2'>{t.entryText}</View></View><Icon name='right' size={16} className='i3' /></Tap> : null}
      <WholeSum listMinor={o.listMinor} payMinor={o.payMinor} steps={o.steps} paid={[w.order.paid, ...o.tenders.map(t => w.order.tender[t.kind] ?? t.kind)].join(' · ')} />
    </>
  )
}

/** One line of goods opens into each step that touched it: the shares sum from the list price to what was paid. */
function OneLine({ o, l, first }: { o: Order; l: Line; first: boolean }) {
  const w = useWords()
  const currency = useCurrency()
  const [open, setOpen] = useState(false)
  return (
    <View className={first ? '' : 'ruled'}>
      <Tap className='row g3 od-row' onTap={() => setOpen(!open)}>
        <View className='thumb'><Art src={pictureOf(l.picture, l.name)} width={38} height={38} /></View>
        <View className='f1'><View className='sub b el2'>{l.name}</View><View className='cap i2'>{l.gift ? `${w.order.gift} · ` : ''}{w.order.quantity(l.quantity)}{l.refundedQuantity > 0 ? <Text className='warn b'>{` · ${w.order.back(l.refundedQuantity)}`}</Text> : null}</View></View>
        <Price minor={l.payMinor} currency={currency} className='fig-17' /><Icon name={open ? 'up' : 'down'} size={16} className='i3' />
      </Tap>
      {open ? <LineSum line={l} steps={o.steps} paid={w.order.paid} /> : null}
    </View>
  )
}
