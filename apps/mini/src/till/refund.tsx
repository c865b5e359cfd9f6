import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { ApiRefusal, type AnswerOf, type SendOf, type routes } from '@huitou/contract'
import { say } from '@huitou/words'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { Unreached } from '../platform/request'
import { useRetry } from '../platform/retry'
import { useStore } from '../platform/store'
import { Button } from '../ui/button'
import { Price, sumText } from '../ui/figures'
import { Icon } from '../ui/icon'
import { goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { toast } from '../ui/toast'
import { useShiftGuard } from './guard'
import { refusalOf } from './open-visit'
import { ManagerSheet } from './manager-sheet'
import { TillFailed, TillNav } from './parts'
import { linesOf, RefundLines, type Chosen } from './refund-lines'
import { RefundPreviewPaper } from './refund-preview'
import { clock } from './scan-facts'
import { device, tillAct, tillApi } from './till'
import { useTillWords } from './words'
import './till.scss'

type Preview = AnswerOf<typeof routes.previewRefund>
type Body = SendOf<typeof routes.refundOrder>

/** Choose lines, see all that follows, then refund. */
export default function Refund() {
  const w = useTillWords()
  const { language } = useLook()
  useShiftGuard()
  const orderId = useRouter().params['id'] ?? ''
  const currency = useStore(device)?.currency ?? 'CNY'
  const { value: order, error, again } = useReading(() => tillApi.readOrder({ orderId }))
  const [chosen, setChosen] = useState<Chosen>({})
  const [reason, setReason] = useState(0)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [busy, setBusy] = useState(false)
  const [asks, setAsks] = useState(false)
  const turn = useRef(0)
  const retry = useRetry()
  const lines = linesOf(chosen)
  const body: Body = { orderId, lines, reason: w.reasons[reason] ?? w.reasons[0]! }
  const asked = JSON.stringify(lines)
  useEffect(() => {
    const mine = (turn.current += 1)
    retry.over()
    if (lines.length === 0) { setPreview(null); return }
    const show = (): Promise<void> => tillApi.previewRefund(body).then(p => { if (mine === turn.current) { retry.over(); setPreview(p) } }, e => {
      if (mine !== turn.current) return
      setPreview(null)
      toast(spoken(e, language) ?? w.failed)
      retry.after(e, () => void show())
    })
    void show()
  }, [asked])
  const go = async (managerPin?: string): Promise<void> => {
    setBusy(true)
    try {
      const done = await tillAct('refundOrder', `refund:${orderId}`, { ...body, ...(managerPin ? { managerPin } : {}) })
      toast(w.refundDone(sumText(done.moneyMinor, currency)))
      setAsks(false)
      setChosen({})
      goBack()
    } catch (e) {
      const no = refusalOf(e)
      if (no?.code === 'manager-needed') setAsks(true)
      else toast(e instanceof Unreached ? w.askAgain : (spoken(e, language) ?? w.failed))
    } finally {
      setBusy(false)
    }
  }
  const open = order?.lines.filter(l => l.refundedQuantity < l.quantity) ?? []
  const whole = (): void => setChosen(Object.fromEntries(open.map(l => [l.lineNo, { quantity: l.quantity - l.refundedQuantity }])))
  return (
    <Page className='till-pg'>
      <TillNav title={w.refund} note={order ? `${w.order} ${order.orderNo} · ${clock(Date.parse(order.at))}` : ''} />
      {!order ? (error ? <TillFailed error={error} again={() => void again()} /> : <BoneRows rows={3} />) : (
        <View>
          <View className='paper till-bx'>
            <View className='row sb' style={{ minHeight: '44px' }}>
              <Text className='row g2'><Text className='b'>{order.memberName ?? w.guestOrder}</Text> <Text className='cap i2'>{order.memberPhoneLast4 ? `${w.tail} ${order.memberPhoneLast4} · ` : ''}{w.paid} {sumText(order.payMinor, currency)}</Text></Text>
              {open.length > 0 ? <Tap className='lnk' label={w.whole} id='refund-whole' onTap={whole}>{w.whole}</Tap> : null}
            </View>
            <RefundLines lines={order.lines} chosen={chosen} currency={currency} onChoose={setChosen} />
            <View className='till-rs' role='radiogroup' aria-label={w.refund}>
              {w.reasons.map((r, i) => <Tap key={r} role='radio' checked={i === reason} label={r} className={`till-rs-a ${i === reason ? 'till-rs-on' : ''}`} onTap={() => setReason(i)}><View className='till-rs-s'>{r}</View></Tap>)}
            </View>
          </View>
          {preview ? <RefundPreviewPaper p={preview} currency={currency} /> : null}
        </View>
      )}
      <View className='foot'>
        <View className='till-foot-r'>
          <View><View className='cap i2'>{w.refundTo}</View><View className='till-big'><Price minor={preview?.moneyMinor ?? 0} currency={currency} /></View></View>
          <View className='right sub'>{preview?.tenders.map(t => <View key={t.kind}>{w.wayBack(w.tenders[t.kind] ?? t.kind)}</View>)}</View>
        </View>
        <View className='row g3 mt-3'>
          <Button kind='sec' className='till-round' label={w.close} onTap={goBack}><Icon name='x' /></Button>
          <Button size='till' className='f1' busy={busy} disabled={!preview} id='refund-confirm' onTap={() => { if (preview?.needsManager) setAsks(true); else void go() }}>{preview ? w.confirmRefund(sumText(preview.moneyMinor, currency)) : w.pickLines}</Button>
        </View>
      </View>
      {asks ? <ManagerSheet busy={busy} label={w.confirmRefund(sumText(preview?.moneyMinor ?? 0, currency))} onPin={pin => { void go(pin) }} onClose={() => setAsks(false)} /> : null}
    </Page>
  )
}

const spoken = (e: unknown, language: 'zh-CN' | 'en'): string | null => (e instanceof ApiRefusal && e.problem ? say(e.problem.code, e.problem.facts ?? {}, language) : null)
