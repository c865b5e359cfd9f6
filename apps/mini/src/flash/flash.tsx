import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useMember } from '../member/gate'
import { api, refusalOf } from '../platform/call'
import { now as clock, setClock } from '../platform/clock'
import { act } from '../platform/pending'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { buzz } from '../platform/sound'
import { useWords } from '../words'
import { instantText } from '../words/time'
import { Art } from '../ui/art'
import { Button } from '../ui/button'
import { count, money, signOf, sumText } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Bone } from '../ui/skeleton'
import { goTo, openCode } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { toastTrouble } from '../ui/toast'
import { leftText, useServerNow } from './flash-clock'
import { pollMs, stageOf, type Flash, type Stage } from './flash-stage'
import { FLASH_WORDS } from './flash-words'
import './flash.scss'

export default function FlashPage() {
  const signedIn = useMember()
  const id = useRouter().params['id'] ?? ''
  return signedIn && id ? <Sale id={id} /> : <Page><Nav /></Page>
}

/** Takes the server's time from the middle of the way there and back. */
async function readFlash(flashId: string): Promise<Flash> {
  const sent = Date.now()
  const flash = await api.readMyFlash({ flashId })
  setClock(flash.now, sent)
  return flash
}

function Sale({ id }: { id: string }) {
  const own = FLASH_WORDS[useLook().language]
  const [apart] = useState(Math.random)
  const sale = useReading(() => readFlash(id), { topics: ['flash'] })
  const f = sale.value
  const next = f ? Date.parse(f.reservation?.state === 'held' ? f.reservation.endsAt : f.opensAt) : null
  const now = useServerNow(next)
  const stage = f ? stageOf(f, now) : null
  const isWaiting = stage === 'waiting' || stage === 'queued'
  const [wasQueued, setWasQueued] = useState(false)
  useEffect(() => {
    // the turn came while they looked at this page
    if (stage === 'held' && wasQueued) buzz()
    setWasQueued(stage === 'queued')
  }, [stage])
  useEffect(() => {
    if (!stage || !f) return undefined
    // the next reservation that runs out is the next chance: look just then
    const free = isWaiting && f.nextFreeAt ? Date.parse(f.nextFreeAt) - clock() + 30 : Infinity
    const timer = setTimeout(() => void sale.again(), Math.max(200, Math.min(pollMs(stage, Date.parse(f.opensAt) - clock(), apart), free)))
    return () => clearTimeout(timer)
  }, [sale.value, stage])
  return (
    <Page foot>
      <Nav title={own.title} />
      {f && stage ? <Shown f={f} stage={stage} now={now} again={sale.again} /> : sale.error ? <Failed error={sale.error} again={() => void sale.again()} /> : sale.waiting ? <View className='edge mt-2'><Bone w={358} h={240} r={18} /><Bone w={358} h={150} r={18} /></View> : null}
    </Page>
  )
}

function Shown({ f, stage, now, again }: { f: Flash; stage: Stage; now: number; again: () => Promise<void> }) {
  const w = useWords()
  const own = FLASH_WORDS[useLook().language]
  const currency = useCurrency()
  const [busy, setBusy] = useState(false)
  /** One act at a time; whatever came of it, the sale is read again. */
  const taking = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    await work().catch((error: unknown) => toastTrouble(error, w))
    setBusy(false)
    await again()
  }
  const reserve = (): Promise<void> => taking(async () => {
    // the server's own clock decides; should ours have been a breath ahead, it is asked once more at the start
    await act('reserveFlash', `flash:${f.flashId}`, { flashId: f.flashId, units: 1 }).catch(async (error: unknown) => {
      const early = refusalOf(error)?.code === 'flash-not-open' ? Date.parse(String(refusalOf(error)?.facts['from'])) - clock() : NaN
      if (!(early < 3000)) throw error
      await new Promise(go => { setTimeout(go, Math.max(0, early) + 60) })
      return act('reserveFlash', `flash:${f.flashId}`, { flashId: f.flashId, units: 1 })
    })
    buzz()
  })
  /** Takes what is free, or lines up for what comes free. */
  const queue = (): Promise<void> => taking(async () => {
    const got = await act('queueFlash', `flash-queue:${f.flashId}`, { flashId: f.flashId, units: 1 })
    if (got.reservation) buzz()
  })
  const leave = async (): Promise<void> => {
    try { await act('leaveFlashQueue', `flash-leave:${f.flashId}`, { flashId: f.flashId }) } catch (error) { toastTrouble(error, w) }
    await again()
  }
  const giveBack = async (): Promise<void> => {
    if (!f.reservation) return
    try { await act('releaseFlash', `flash-back:${f.reservation.reservationId}`, { reservationId: f.reservation.reservationId }) } catch (error) { toastTrouble(error, w) }
    await again()
  }
  return (
    <>
      <View className='paper fs-item'>
        <View className='fs-art'><Art src={pictureOf(f.item.picture, f.item.name)} width={150} height={150} className='seat' /></View>
        <View className='fs-in'>
          <View className='h2 break'>{f.item.name}</View>
          <View className='row base sb wrap g2'>
            <View className='row base g2'><Text className='n seal fs-price'><Text className='fs-sign'>{signOf(currency)}</Text>{sumText(f.priceMinor, currency).replace(/\.00$/, '')}</Text><Text className='n i2 fs-was'>{money(f.item.listMinor, currency)}</Text></View>
            <Text className='sub i2'>{own.units(count(f.total), f.perMember)}</Text>
          </View>
        </View>
      </View>
      <View className='paper fs-box' role={stage === 'soon' || stage === 'held' ? 'timer' : 'status'}><Words f={f} stage={stage} now={now} /></View>
      <View className='foot'><Acts stage={stage} busy={busy} queues={f.queue} reserve={() => { void reserve() }} queue={() => { void queue() }} leave={() => { void leave() }} giveBack={() => { void giveBack() }} /></View>
    </>
  )
}

/** What is so, and nothing more: counts that were read, and a chance only where this sale's own figures carry it. */
function Words({ f, stage, now }: { f: Flash; stage: Stage; now: number }) {
  const own = FLASH_WORDS[useLook().language]
  const w = { ...useWords().flash, ...own }
  const time = useWords()
  const currency = useCurrency()
  if (stage === 'soon') return <><View className='sub i2'>{w.opensIn}</View><View className='n fs-count' id='flash-countdown'>{leftText(Date.parse(f.opensAt) - now)}</View><View className='sub i2'>{w.opensAt(instantText(f.opensAt, time))}</View><View className='cap i2 mt-1'>{w.serverTime}</View></>
  if (stage === 'held' && f.reservation) return <><View className='sub ok b'>{w.held(f.reservation.units)}</View><View className='n fs-count' id='flash-hold'>{leftText(Date.parse(f.reservation.endsAt) - now)}</View><View className='sub i2'>{w.heldText(money(f.reservation.priceMinor * f.reservation.units, currency))}</View></>
  if (stage === 'open') return <><View className='row base g2'><View className='n fs-count'>{count(f.left)}</View><View className='sub i2'>{w.left}</View></View><View className='fs-bar'><View className='fs-bar-in' style={{ width: `${Math.round((f.left / Math.max(1, f.total)) * 100)}%` }} /></View><View className='sub i2'>{w.leftText(f.holdMinutes)}</View></>
  if (stage === 'queued') {
    // the nearer the front the fuller
    const far = Math.round((1 - ((f.place ?? 1) - 1) / Math.max(1, f.waiting)) * 100)
    return (
      <>
        <View className='row sb base'><View className='sub i2'>{w.yourPlace}</View><View className='sub i2'>{w.heldNow(count(f.held))}</View></View>
        <View className='n fs-count' id='flash-place'>{w.place(count(f.place ?? 0))}</View>
        <View className='fs-bar'><View className='fs-bar-in' style={{ width: `${far}%` }} /></View>
        <View className='b fs-ti'>{f.chanceBp === null ? w.chanceUnknown : w.chance(Math.floor(f.chanceBp / 1000))}</View>
        <View className='sub i2 mt-1'>{f.nextFreeAt ? w.nextFree(leftText(Date.parse(f.nextFreeAt) - now)) : ''}{w.turnText(f.holdMinutes)}</View>
      </>
    )
  }
  if (stage === 'waiting') {
    return (
      <>
        <View className='b fs-ti'>{w.allHeld}</View>
        <View className='row g3 mt-2'><View className='f1'><View className='n fig-28'>{count(f.held)}</View><View className='cap i2'>{w.unpaid}</View></View><View className='f1'><View className='n fig-28' id='flash-waiting'>{count(f.waiting)}</View><View className='cap i2'>{w.waiting}</View></View></View>
        {f.queue ? <View className='sub b mt-2'>{f.chanceBp === null ? w.chanceUnknown : w.chance(Math.floor(f.chanceBp / 1000))}</View> : null}
        <View className='sub i2 mt-1'>{f.nextFreeAt ? w.nextFree(leftText(Date.parse(f.nextFreeAt) - now)) : ''}{f.queue ? w.queueText(f.holdMinutes) : w.noQueue}</View>
      </>
    )
  }
  const [title, text] = stage === 'bought' ? [w.bought, w.boughtText] : stage === 'paused' ? [w.paused, w.pausedText] : stage === 'gone' ? [w.gone, w.goneText] : stage === 'closed' ? [w.closed, w.closedText] : [w.over, w.overText]
  return <><View className='b fs-ti'>{title}</View><View className='sub i2 mt-1'>{text}</View></>
}

function Acts({ stage, busy, queues, reserve, queue, leave, giveBack }: { stage: Stage; busy: boolean; queues: boolean; reserve: () => void; queue: () => void; leave: () => void; giveBack: () => void }) {
  const own = FLASH_WORDS[useLook().language]
  if (stage === 'held') return <View className='row g3'><Button kind='sec' onTap={giveBack} id='flash-back'>{own.giveBack}</Button><Button full className='f1' onTap={openCode}><Icon name='qr' size={20} />{own.pay}</Button></View>
  if (stage === 'queued') return <View className='row g3'><Button kind='sec' onTap={leave} id='flash-leave'>{own.leave}</Button><Button full className='f1' onTap={() => goTo('home')}>{own.lookElsewhere}</Button></View>
  if (stage === 'waiting' && queues) return <Button full busy={busy} onTap={queue} id='flash-queue'>{own.lineUp}</Button>
  if (stage === 'bought' || stage === 'gone' || stage === 'over' || stage === 'closed') return <Tap className='btn btn-sec btn-full' role='link' label={own.elsewhere} onTap={openCode}><Text>{own.elsewhere}</Text></Tap>
  return <Button full busy={busy} disabled={stage !== 'open'} onTap={reserve} id='flash-reserve'>{stage === 'soon' ? own.notYet : stage === 'waiting' ? own.wait : stage === 'paused' ? own.paused : own.take}</Button>
}
