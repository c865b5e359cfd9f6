import { App, Button } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { useMay } from '../platform/session'
import { Note } from '../ui/note'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import { CouponForm } from './coupon-form'
import { stateTone } from './coupons-page'
import { HowItDoes } from './how-it-does'
import { ShopperView } from './shopper-view'
import { freshTerms, isFilled, readAloud } from './terms'
import type { Coupon, Terms } from './terms'

/** A coupon, new or known: the form, and beside it the shopper's phone. */
export function CouponPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const { couponId = '' } = useParams()
  const [params] = useSearchParams()
  const source = params.get('copy')
  const isNew = couponId === 'new'
  const read = useRead('readCoupon', { couponId: isNew ? (source ?? '') : couponId }, { on: !isNew || !!source, keep: false })
  const title = isNew ? t.newTitle : (read.data?.terms.title ?? '…')
  const first = useMemo(() => freshTerms(f), [f])
  return (
    <Page crumbs={[{ text: t.title, to: '/coupons' }, { text: title }]} full>
      {isNew && !source ? <Editor first={first} known={null} /> : (
        <Full of={read}>{(c) => <Editor key={`${c.couponId}-${c.version}-${c.state}`} first={isNew ? { ...c.terms, title: t.copyOf(c.terms.title).slice(0, 40) } : c.terms} known={isNew ? null : c} />}</Full>
      )}
    </Page>
  )
}

function Editor({ first, known }: { first: Terms; known: Coupon | null }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const sentence = useSentence()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const [terms, setTerms] = useState<Terms>(first)
  const [problems, setProblems] = useState<Answer<'addCoupon'>['problems']>([])
  const dirty = !known || JSON.stringify(terms) !== JSON.stringify(first)
  const rereads = ['listCoupons', 'readCoupon', 'readShopHome'] as const
  const add = useAct('addCoupon', { rereads, failed: speaker.refused })
  const change = useAct('changeCoupon', { rereads, failed: speaker.refused })
  const publish = useAct('publishCoupon', { rereads, failed: speaker.refused, done: () => speaker.done(t.published) })
  const pause = useAct('pauseCoupon', { rereads, failed: speaker.refused, done: (c) => speaker.done(t.paused, isOwner ? () => publish.mutate({ couponId: c.couponId }) : undefined) })
  const revoke = useAct('revokeUnused', { rereads, failed: speaker.refused, done: (a) => speaker.done(t.revoked(f.whole(a.revoked))) })

  const save = async (): Promise<Coupon | null> => {
    const clean = { ...terms, scope: terms.scope.mode === 'all' ? { ...terms.scope, categories: [], brands: [], skus: [] } : terms.scope, title: terms.title.trim(), note: terms.note.trim() }
    const answer = known ? await change.mutateAsync({ couponId: known.couponId, ...clean }) : await add.mutateAsync(clean)
    setProblems(answer.problems)
    if (answer.problems.length > 0) return answer.coupon
    return answer.coupon
  }
  const keep = () => void save().then((c) => { if (c) { speaker.done(t.saved); if (!known) return go(`/coupons/${c.couponId}`, { replace: true }) } return undefined }, () => undefined)
  const offer = () => void (async () => {
    const c = dirty ? await save() : known
    if (!c) return
    await publish.mutateAsync({ couponId: c.couponId }).catch(() => undefined)
    if (!known) await go(`/coupons/${c.couponId}`, { replace: true })
  })().catch(() => undefined)
  const unused = known?.unused ?? 0
  const end = () => known && modal.confirm({ title: t.revokeTitle(known.terms.title), content: t.revokeBody(f.whole(unused)), icon: null, okText: t.revoke(f.whole(unused)), okButtonProps: { danger: true }, cancelText: t.revokeKeep, onOk: () => revoke.mutateAsync({ couponId: known.couponId, expectUnused: unused }).catch(() => undefined) })
  const state = known?.state ?? 'draft'
  const filled = isFilled(terms)
  const offers = state === 'draft' || state === 'paused'
  useKeys({ 'mod+Enter': () => filled && offers && isOwner && offer() })
  const foot = (
    <>
      {known && <Button type="text" onClick={() => void go(`/coupons/new?copy=${known.couponId}`)}>{t.copy}</Button>}
      {known && <Button type="text" onClick={() => void go(`/coupons/${known.couponId}/codes`)}>{t.codes}</Button>}
      {known && dirty && <Button type="text" onClick={() => setTerms(first)}>{t.discard}</Button>}
      {known && isOwner && (state === 'published' || state === 'paused') && <Button type="text" danger onClick={end}>{t.revoke(f.whole(unused))}</Button>}
      <span className="f1" />
      <span className="sm c3 ell">{problems.length ? <span className="cw">{t.problems(problems.length)}</span> : !filled && !terms.title.trim() ? t.nameMissing : !isOwner && offers ? t.onlyOwner : state === 'draft' ? t.footDraft : t.footRunning}</span>
      {state === 'published' && <Button loading={pause.isPending} onClick={() => known && pause.mutate({ couponId: known.couponId })}>{t.pause}</Button>}
      {state !== 'ended' && <Button type={state === 'published' ? 'primary' : 'default'} disabled={!filled || !dirty} loading={add.isPending || change.isPending} onClick={keep}>{state === 'draft' ? t.save : t.saveChange}</Button>}
      {offers && <Button type="primary" disabled={!filled || !isOwner} loading={publish.isPending} onClick={offer}>{state === 'paused' ? t.resume : t.publish}</Button>}
    </>
  )
  return (
    <WorkWithPreview paneWidth="clamp(388px,32vw,456px)" paneLabel={t.shopper} foot={foot} pane={<><ShopperView terms={terms} left={known?.left ?? terms.total} />{known && known.state !== 'draft' && <HowItDoes coupon={known} />}</>}>
      <PageHead title={terms.title || t.newTitle} beside={<Pill tone={stateTone[state]}>{t.stateOf[state]}</Pill>} sub={readAloud(terms, f, t)} />
      {problems.map((p) => <Note key={p.path + p.reason.code} tone="bad" style={{ marginBottom: 8 }}>{sentence(p.reason)}</Note>)}
      <CouponForm terms={terms} change={(c) => setTerms({ ...terms, ...c })} locked={state === 'ended'} />
    </WorkWithPreview>
  )
}
