import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { say } from '@huitou/words'
import { Unreached } from '../platform/call'
import { now as clockNow } from '../platform/clock'
import { network } from '../platform/network'
import { useLook } from '../platform/prefs'
import { useStore } from '../platform/store'
import { Button } from '../ui/button'
import { count, money, Price, sumText } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { tierName } from '../ui/tier-card'
import { toast } from '../ui/toast'
import { AddSheet } from './add-sheet'
import { BasketPaper } from './basket-paper'
import { DoneSheet } from './done-sheet'
import { ManagerSheet } from './manager-sheet'
import { byBarcode, quoteHere } from './goods'
import { useShiftGuard } from './guard'
import { isCodeForMember, openByCode, redeemForVisit, refusalOf } from './open-visit'
import { MemberStrip, RefusalSheet, TillNav, wayToOwner, type Refusal } from './parts'
import { queued, queueSale, refusedSales } from './queue'
import { QuotePaper } from './quote-paper'
import { addLine, basket, dropReserved, listTotal, nextCustomer, serving, wireLines, wishes, type Settlement } from './sale-state'
import { isMemberCode, useWedge } from './scanner'
import { device, tillAct, toTill, unanswered } from './till'
import { useQuote } from './use-quote'
import { WishSheet } from './wish-sheet'
import { useTillWords } from './words'
import './till.scss'

export default function Sale() {
  const w = useTillWords()
  const { language } = useLook()
  useShiftGuard()
  const currency = useStore(device)?.currency ?? 'CNY'
  const now = useStore(serving)
  const lines = useStore(basket)
  const want = useStore(wishes)
  const online = useStore(network) === 'online'
  const waiting = useStore(queued)
  const notBooked = useStore(refusedSales)
  const asking = useQuote()
  const [sheet, setSheet] = useState<'goods' | 'amount' | 'wishes' | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [allow, setAllow] = useState(false)
  const [done, setDone] = useState<Settlement | 'queued' | null>(null)
  const scanned = useRef('')
  const slot = `settle:${now?.visit?.visitId ?? ''}`
  // A settlement whose answer was lost is asked about again; it is never turned into an offline sale.
  const lost = now?.visit !== null && unanswered(slot)
  const offline = (!online || !now?.visit) && !lost
  const here = offline ? quoteHere(lines, Date.now()) : null
  const { quote } = asking
  const rises = quote?.willEarn.tierAfter && quote.willEarn.tierAfter.tierId !== now?.visit?.member?.tier?.tierId ? quote.willEarn.tierAfter : null
  const due = here ? here.payMinor : (quote?.payMinor ?? listTotal(lines))
  const ready = lines.length > 0 && (offline || (quote !== null && !asking.old))
  const open = (text: string, fresh = false): void => { scanned.current = text; void openByCode(text, fresh).then(setRefusal) }
  useWedge(text => {
    if (done || refusal) return
    if (isMemberCode(text)) return open(text)
    const p = byBarcode(text)
    if (p) addLine({ sku: p.sku, name: p.name, category: p.category, picture: p.picture, unitMinor: p.priceMinor })
    else if (isCodeForMember(text)) void redeemForVisit(text).then(setRefusal)
    else toast(w.noGoods)
  })
  const settle = async (managerPin?: string): Promise<void> => {
    if (offline) {
      queueSale({ digits: now?.digits ?? null, scannedAt: now?.scannedAt ?? new Date(clockNow()).toISOString(), lines: wireLines(lines), payMinor: due })
      return setDone('queued')
    }
    if (!quote || !now?.visit) return
    setBusy(true)
    try {
      setDone(await tillAct('settleVisit', slot, { visitId: now.visit.visitId, lines: wireLines(lines), memberCouponIds: quote.couponIds, points: quote.points.used, stamp: quote.stamp, payMinor: quote.payMinor, tenders: quote.payMinor > 0 ? [{ kind: want.tender, minor: quote.payMinor }] : [], ...(managerPin ? { managerPin } : {}) }))
      setAllow(false)
    } catch (e) {
      if (managerPin && refusalOf(e)?.code.startsWith('pin-')) toast(say(refusalOf(e)!.code, refusalOf(e)!.facts, language))
      else if (!(e instanceof Unreached)) setRefusal(refusalOf(e) ?? { code: 'fault', facts: {} })
    } finally {
      setBusy(false)
    }
  }
  const next = (): void => { nextCustomer(); toTill('scan') }
  const shown = refusal ?? asking.refusal
  const forgive = (): void => { setRefusal(null); asking.forget() }
  return (
    <Page className='till-pg'>
      <TillNav title={w.sale} onBack={() => toTill('scan')} />
      {offline ? (
        <View className='till-amber' role='status'><Icon name='off' size={22} /><View className='f1'><View className='b'>{w.offline}</View><View className='sub'>{w.offlineText(waiting.length)}</View><View className='sub i2'>{w.say(w.offlineQuote)}</View></View></View>
      ) : notBooked.length > 0 ? <View className='till-amber sub' role='status'><Icon name='alert' size={18} />{w.notBooked(notBooked.length)}</View> : null}
      <MemberStrip now={now} onChange={() => toTill('scan')} />
      <BasketPaper currency={currency} onGoods={() => setSheet('goods')} onAmount={() => setSheet('amount')} />
      {lines.length > 0 ? <QuotePaper quote={offline ? null : quote} here={here} dim={asking.old && !offline} currency={currency} onChange={() => setSheet('wishes')} /> : null}
      <View className='foot'>
        <View className='till-foot-r'>
          <View><View className='cap i2'>{w.due}</View><View className='till-big' id='till-due'><Price minor={due} currency={currency} /></View></View>
          <View className='right'>
            {offline ? <View className='sub'>{now?.digits ? w.earnLater : ''}</View> : quote && quote.willEarn.points > 0 ? <View className='sub'>{w.earn} <Text className='n tea fig-17'>{count(quote.willEarn.points)}</Text> {w.points}</View> : null}
            {!offline && quote && (quote.savedMinor > 0 || rises) ? <View className='cap i2'>{quote.savedMinor > 0 ? w.savedAll(money(quote.savedMinor, currency)) : ''}{rises ? w.upTo(tierName(rises.name, language)) : ''}</View> : null}
          </View>
        </View>
        <View className='row g3 mt-3'>
          <Button kind='sec' className='till-round' label={w.lastOrders} onTap={() => toTill('orders')}><Icon name='undo' /></Button>
          <Button size='till' className='f1' busy={busy} disabled={!ready && !lost} onTap={() => { void settle() }} id='till-confirm'>{lost && !busy ? w.askAgain : offline ? w.confirmOffline(sumText(due, currency)) : w.confirm(sumText(due, currency))}</Button>
        </View>
      </View>
      {sheet === 'wishes' && quote ? <WishSheet quote={quote} coupons={now?.visit?.member?.coupons ?? []} member={now?.visit?.member != null} currency={currency} onRefused={no => { setSheet(null); setRefusal(no) }} onClose={() => setSheet(null)} /> : null}
      {sheet === 'goods' || sheet === 'amount' ? <AddSheet kind={sheet} currency={currency} onClose={() => setSheet(null)} /> : null}
      {allow && !done ? <ManagerSheet busy={busy} label={w.confirm(sumText(due, currency))} onPin={pin => { void settle(pin) }} onClose={() => setAllow(false)} /> : null}
      {done ? <DoneSheet done={done} currency={currency} onNext={next} /> : null}
      {shown && !done ? <RefusalSheet refusal={shown} first={shown.code === 'staff-limit-reached' ? { label: w.needManager, act: () => { forgive(); setAllow(true) } } : firstWay(shown, w, forgive, settle, asking.again)} second={wayToOwner(shown, w, () => { forgive(); open(scanned.current, true) }) ?? secondWay(shown, w, forgive)} /> : null}
    </Page>
  )
}

type W = ReturnType<typeof useTillWords>
function firstWay(r: Refusal, w: W, forgive: () => void, settle: () => Promise<void>, again: () => void): { label: string; act: () => void } {
  const label = (k: string): string => w.refuse[k] as string
  if (r.code.startsWith('reservation-')) return { label: label('usualPrice'), act: () => { forgive(); dropReserved() } }
  if (r.code === 'confirmation-needed') return { label: label('again'), act: () => { forgive(); void settle() } }
  if (r.code === 'visit-over') return { label: label('scanAgain'), act: () => { forgive(); toTill('scan') } }
  if (r.code === 'visit-settled') return { label: w.nextOne, act: () => { forgive(); nextCustomer(); toTill('scan') } }
  if (r.code === 'fault') return { label: label('retry'), act: () => { forgive(); void settle() } }
  if ((r.code.startsWith('coupon-') || r.code === 'visit-of-nobody' || r.code === 'member-limit-reached') && r.code !== 'coupon-gone') return { label: label('goOn'), act: forgive }
  return { label: label('lookAgain'), act: () => { forgive(); again() } }
}

function secondWay(r: Refusal, w: W, forgive: () => void): { label: string; act: () => void } | undefined {
  const drop = (change: Partial<ReturnType<typeof wishes.get>>) => () => { forgive(); wishes.set({ ...wishes.get(), ...change }) }
  if (['points-short', 'member-in-debt', 'confirmation-needed'].includes(r.code)) return { label: w.refuse['noPoints'] as string, act: drop({ points: 'none' }) }
  if (r.code === 'coupon-gone') return { label: w.refuse['noCoupon'] as string, act: drop({ coupons: 'none' }) }
  return undefined
}
