import { Input, Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { act } from '../platform/pending'
import { useReading } from '../platform/read'
import { useWords } from '../words'
import { instantText } from '../words/time'
import { useMember } from '../member/gate'
import { Button } from '../ui/button'
import { count } from '../ui/figures'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { toast, toastTrouble } from '../ui/toast'
import '../points/points.scss'

type Gifts = AnswerOf<typeof routes.listMyGifts>
type Gift = Gifts['items'][number]

export default function GiftPage() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

/** Points for somebody else: those that wait for me first, then the form, then what became of the others. */
function SignedIn() {
  const w = useWords()
  const gifts = useReading(() => api.listMyGifts({}), { topics: ['points'] })
  const again = (): void => void gifts.again()
  if (!gifts.value) return <Page><Nav title={w.gift.title} />{gifts.error ? <Failed error={gifts.error} again={again} /> : <BoneRows rows={4} />}</Page>
  const g = gifts.value
  const [mine, rest] = [g.items.filter(x => x.way === 'in' && x.state === 'waiting'), g.items.filter(x => !(x.way === 'in' && x.state === 'waiting'))]
  return (
    <Page>
      <Nav title={w.gift.title} />
      {mine.map(x => <Waiting key={x.giftId} gift={x} onDone={again} />)}
      {g.on ? <SendForm g={g} onSent={again} /> : <View className='paper pb'><View className='sub i2 gf-p'>{w.gift.off}</View></View>}
      {rest.length > 0 ? (
        <View className='paper ld mt-3'>
          {rest.map((x, i) => <View key={x.giftId} className={`ln ${i ? 'ruled' : ''}`}><View className='f1'><View className='b el'>{x.way === 'out' ? w.gift.to(x.called) : w.gift.from(x.called)}</View><View className='cap i3 el'>{`${instantText(x.sentAt, w)} · ${w.gift.states[x.state]}`}</View></View><Text className={`n ln-amt ${x.way === 'in' ? 'tea' : ''}`}>{count(x.state === 'accepted' ? x.arrived : x.points)}</Text></View>)}
        </View>
      ) : null}
    </Page>
  )
}

/** A gift that waits for me: taken or sent back with one tap. */
export function Waiting({ gift, onDone }: { gift: Gift; onDone: () => void }) {
  const w = useWords()
  const [busy, setBusy] = useState<'acceptGift' | 'declineGift' | null>(null)
  const end = async (verb: 'acceptGift' | 'declineGift'): Promise<void> => {
    setBusy(verb)
    try {
      const answer = await act(verb, `${verb}:${gift.giftId}`, { giftId: gift.giftId })
      toast(verb === 'acceptGift' ? w.gift.taken(count(answer.points)) : w.gift.sentBack)
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(null)
      onDone()
    }
  }
  return (
    <View className='paper pb gift-in'>
      <View className='sub i2'>{w.gift.from(gift.called)}</View>
      <View className='n fig-hero mt-1'>{count(gift.points)}</View>
      <View className='cap i2 mt-1'>{w.gift.until(instantText(gift.until, w))}</View>
      <View className='row g2 gf-acts'>
        <Button className='f1' busy={busy === 'acceptGift'} disabled={busy !== null} onTap={() => void end('acceptGift')}>{w.gift.take}</Button>
        <Button className='f1' kind='soft' busy={busy === 'declineGift'} disabled={busy !== null} onTap={() => void end('declineGift')}>{w.gift.refuse}</Button>
      </View>
    </View>
  )
}

function SendForm({ g, onSent }: { g: Gifts; onSent: () => void }) {
  const w = useWords()
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const [called, setCalled] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const points = Number(text)
  const most = Math.min(g.giveablePoints, g.leftToday.points)
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      // First who it is, masked; only the second tap sends.
      if (called === null) setCalled((await api.findGiftReceiver({ to })).called)
      else {
        await act('sendGift', `gift:${to}`, { to, points })
        toast(w.gift.sent(called, g.returnDays))
        setTo('')
        setText('')
        setCalled(null)
        onSent()
      }
    } catch (error) {
      setCalled(null)
      toastTrouble(error, w)
    } finally {
      setBusy(false)
    }
  }
  return (
    <View className='paper pb'>
      <View className='sub i2'>{w.gift.canGive(count(g.giveablePoints), g.leftToday.count)}</View>
      {g.freshPoints > 0 ? <View className='cap i2 mt-1'>{w.gift.fresh(count(g.freshPoints), g.orderDays)}</View> : null}
      <View className='gf mt-2'><Input className='gf-in f1' type='text' maxlength={20} value={to} placeholder={w.gift.who} placeholderClass='i3' aria-label={w.gift.who} nativeProps={{ 'aria-label': w.gift.who, inputmode: 'tel' }} onInput={e => { setTo(String(e.detail.value).replace(/[^0-9A-Za-z+-]/g, '')); setCalled(null) }} /></View>
      <View className='gf mt-1'><Input className='gf-in n f1' type='number' maxlength={9} value={text} placeholder={w.gift.howMany} placeholderClass='i3' aria-label={w.gift.howMany} nativeProps={{ 'aria-label': w.gift.howMany, inputmode: 'numeric' }} onInput={e => { setText(String(e.detail.value).replace(/\D/g, '').slice(0, 9)); setCalled(null) }} /><Text className='i2'>{w.gift.unit}</Text></View>
      <Button full size='big' className='mt-2' id='send-gift' busy={busy} disabled={to.length < 4 || !(points > 0) || points > most} onTap={() => void send()}>{points > most ? w.gift.most(count(most)) : called === null ? w.gift.look : w.gift.sendTo(called, count(points))}</Button>
      <View className='cap i3 gf-p'>{w.gift.note(g.returnDays)}</View>
    </View>
  )
}
