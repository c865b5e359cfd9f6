import { Text, Textarea, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { act } from '../platform/pending'
import { useReading } from '../platform/read'
import { useWords } from '../words'
import { instantText } from '../words/time'
import { StateChip } from '../community/post'
import { useMember } from '../member/gate'
import { Art } from '../ui/art'
import { Button } from '../ui/button'
import { count } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { toast, toastTrouble } from '../ui/toast'
import { useReviewWords } from './review-words'
import { PickStars, Stars } from './stars'
import './review.scss'

type Answer = AnswerOf<typeof routes.readOrderReviews>
type Line = Answer['lines'][number]
const LEAST = 5

export default function ReviewPage() {
  const signedIn = useMember()
  const id = useRouter().params['order'] ?? ''
  return signedIn && id ? <OfOrder id={id} line={Number(useRouter().params['line'] ?? 0)} /> : <Page><Nav /></Page>
}

/** What I say of each thing in an order. */
export function OfOrder({ id, line }: { id: string; line: number }) {
  const t = useReviewWords()
  const all = useReading(() => api.readOrderReviews({ orderId: id }), { topics: ['review'] })
  const a = all.value
  const first = a?.lines.find(l => l.lineNo === line && l.may) ?? a?.lines.find(l => l.may)
  return (
    <Page>
      <Nav title={t.title} />
      {a ? (
        <>
          <View className='rv-head'><View className='h1' role='heading' aria-level={1}>{t.of}</View><View className='sub i2 rv-h'>{a.points > 0 ? t.ofText(count(a.points)) : t.ofPlain}</View></View>
          {a.lines.map(l => <OneLine key={l.lineNo} orderId={id} l={l} open={l === first} again={() => void all.again()} />)}
        </>
      ) : all.error ? <Failed error={all.error} again={() => void all.again()} /> : <BoneRows rows={3} height={120} />}
    </Page>
  )
}

function OneLine({ orderId, l, open, again }: { orderId: string; l: Line; open: boolean; again: () => void }) {
  const t = useReviewWords()
  const w = useWords()
  const [asked, setAsked] = useState<boolean | null>(null)
  const [changing, setChanging] = useState(false)
  const r = l.review
  const writing = r ? changing : l.may && (asked ?? open)
  return (
    <View className='paper rv'>
      <View className='row g3 rv-of'>
        <View className='thumb'><Art src={pictureOf(l.picture, l.name)} width={38} height={38} /></View>
        <View className='f1'><View className='sub b el2'>{l.name}</View>{r && !writing ? <View className='row g2'><Stars of={r.stars} /><Text className='cap i3'>{instantText(r.at, w)}</Text></View> : !r && !l.may ? <View className='cap i3'>{t.back}</View> : null}</View>
        {r ? <StateChip state={r.state} /> : null}
        {!r && l.may && !writing ? <Tap className='rv-act' onTap={() => setAsked(true)}><Icon name='pen' size={18} />{t.write}</Tap> : null}
      </View>
      {writing ? <Form orderId={orderId} l={l} done={() => { setChanging(false); again() }} cancel={r ? () => setChanging(false) : undefined} /> : null}
      {r && !writing ? (
        <>
          <View className='pre rv-body break'>{r.body}</View>
          {r.rejectedWhy ? <View className='rv-why cap warn'>{t.rejected(r.rejectedWhy)}</View> : null}
          {r.pointsAwarded > 0 ? <View className='mt-3'><View className='chip chip-tea'>{t.got(count(r.pointsAwarded))}</View></View> : null}
          {r.reply ? <View className='rv-reply'><View className='cap b i2'>{t.shop}</View><View className='pre break'>{r.reply.body}</View></View> : null}
        </>
      ) : null}
      {writing ? null : (
        <View className='row rv-acts'>
          {r?.editableUntil ? <Tap className='rv-act' onTap={() => setChanging(true)}><Icon name='pen' size={18} />{t.edit}</Tap> : null}
          <Tap className='rv-act' role='link' onTap={() => void Taro.navigateTo({ url: `/order/reviews?sku=${encodeURIComponent(l.sku)}` })}><Icon name='chat' size={18} />{t.others}</Tap>
        </View>
      )}
    </View>
  )
}

function Form({ orderId, l, done, cancel }: { orderId: string; l: Line; done: () => void; cancel?: () => void }) {
  const t = useReviewWords()
  const w = useWords()
  const [stars, setStars] = useState(l.review?.stars ?? 0)
  const [body, setBody] = useState(l.review?.body ?? '')
  const [busy, setBusy] = useState(false)
  const written = [...body.trim()].length >= LEAST
  const ready = written && stars > 0
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      const said = { stars, body: body.trim() }
      const sent = l.review ? await act('changeReview', `review:${l.review.reviewId}`, { reviewId: l.review.reviewId, ...said }) : await act('writeReview', `review:${orderId}/${l.lineNo}`, { orderId, lineNo: l.lineNo, ...said })
      toast(sent.state !== 'shown' ? t.queued : !l.review && sent.pointsAwarded > 0 ? `${t.sent} · ${t.got(count(sent.pointsAwarded))}` : t.sent)
      done()
    } catch (error) {
      toastTrouble(error, w)
      setBusy(false)
    }
  }
  return (
    <>
      <PickStars of={stars} onPick={setStars} />
      <Textarea className='rv-tx' id={`review-${l.lineNo}`} value={body} maxlength={500} autoHeight placeholder={t.placeholder} placeholderClass='i3' aria-label={t.placeholder} nativeProps={{ 'aria-label': t.placeholder }} onInput={e => setBody(String(e.detail.value))} />
      <View className='row g2 cap i2 top-c rv-note'><Icon name='shield' size={16} /><View className='f1'>{t.note}</View></View>
      <Button full id={`send-${l.lineNo}`} disabled={!ready} busy={busy} onTap={() => void send()}>{ready ? (l.review ? t.save : t.send) : written ? t.pick : t.short}</Button>
      {cancel ? <Button full kind='soft' className='mt-3' onTap={cancel}>{t.cancel}</Button> : null}
    </>
  )
}
