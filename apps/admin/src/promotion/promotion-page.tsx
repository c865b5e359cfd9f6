import { App, Button } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
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
import { promotion as en } from '../words/en/promotion'
import { promotion as zh } from '../words/zh/promotion'
import { BasketTrial } from './basket-trial'
import { PromotionForm } from './promotion-form'
import { freshTerms, phaseTone, scopeOf, stepsOf, whenOf, type Promotion, type Terms } from './terms'

/** A promotion, new or known: the form, and beside it a basket priced by the till's engine. */
export function PromotionPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const { promotionId = '' } = useParams()
  const isNew = promotionId === 'new'
  const read = useRead('readPromotion', { promotionId }, { on: !isNew, keep: false })
  const first = useMemo(() => freshTerms(f, Date.now()), [f])
  return (
    <Page crumbs={[{ text: t.title, to: '/promotions' }, { text: isNew ? t.newTitle : (read.data?.promotion.terms.title ?? '…') }]} full>
      {isNew ? <Editor first={first} known={null} versions={0} /> : <Full of={read}>{({ promotion: p, versions }) => <Editor key={`${p.promotionId}-${p.version}-${p.state}`} first={p.terms} known={p} versions={versions.length} />}</Full>}
    </Page>
  )
}

function Editor({ first, known, versions }: { first: Terms; known: Promotion | null; versions: number }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const sentence = useSentence()
  const { modal } = App.useApp()
  const [isOwner, mayChange] = [useMay('owner'), useMay('manager')]
  const [terms, setTerms] = useState<Terms>(first)
  const [problems, setProblems] = useState(known?.problems ?? [])
  const changed = JSON.stringify(terms) !== JSON.stringify(first)
  const dirty = !known || changed
  const rereads = ['listPromotions', 'readPromotion'] as const
  const add = useAct('addPromotion', { rereads, failed: speaker.refused })
  const change = useAct('changePromotion', { rereads, failed: speaker.refused })
  const publish = useAct('publishPromotion', { rereads, failed: speaker.refused, done: (p) => speaker.done(p.phase === 'scheduled' ? t.scheduled : t.published) })
  const pause = useAct('pausePromotion', { rereads, failed: speaker.refused, done: (p) => speaker.done(t.paused, isOwner ? () => publish.mutate({ promotionId: p.promotionId }) : undefined) })
  const end = useAct('endPromotion', { rereads, failed: speaker.refused, done: () => speaker.done(t.ended) })
  const save = async (): Promise<Promotion> => {
    const clean = { ...terms, title: terms.title.trim() }
    const answer = known ? await change.mutateAsync({ promotionId: known.promotionId, ...clean }) : await add.mutateAsync(clean)
    setProblems(answer.problems)
    return answer.promotion
  }
  const keep = () => void save().then((p) => { speaker.done(t.saved); return known ? undefined : go(`/promotions/${p.promotionId}`, { replace: true }) }, () => undefined)
  const offer = () => void (async () => {
    const p = dirty ? await save() : known
    await publish.mutateAsync({ promotionId: p.promotionId }).catch(() => undefined)
    if (!known) await go(`/promotions/${p.promotionId}`, { replace: true })
  })().catch(() => undefined)
  const retire = () => known && modal.confirm({ title: t.endTitle(known.terms.title), content: t.endBody, icon: null, okText: t.end, okButtonProps: { danger: true }, cancelText: t.keepIt, onOk: () => end.mutateAsync({ promotionId: known.promotionId }).catch(() => undefined) })
  const phase = known?.phase ?? 'draft'
  const locked = phase === 'ended' || !mayChange
  const named = terms.title.trim().length > 0
  const offers = phase === 'draft' || phase === 'checked' || phase === 'paused'
  const later = Date.parse(terms.from) > Date.now()
  useKeys({ 'mod+Enter': () => named && offers && isOwner && offer() })
  const bad = (path: string) => problems.some((p) => p.path.startsWith(path))
  const foot = (
    <>
      {known && changed && <Button type="text" onClick={() => setTerms(first)}>{t.discard}</Button>}
      {known && isOwner && phase !== 'ended' && <Button type="text" danger onClick={retire}>{t.end}</Button>}
      <span className="f1" />
      <span className="sm c3 ell">{problems.length ? <span className="cw">{t.problems(problems.length)}</span> : !named ? t.nameMissing : !isOwner && offers ? t.onlyOwner : offers ? t.footDraft : t.footRunning}</span>
      {(phase === 'running' || phase === 'scheduled') && mayChange && <Button loading={pause.isPending} onClick={() => known && pause.mutate({ promotionId: known.promotionId })}>{t.pause}</Button>}
      {!locked && <Button type={offers ? 'default' : 'primary'} disabled={!named || !dirty} loading={add.isPending || change.isPending} onClick={keep}>{offers ? t.save : t.saveChange}</Button>}
      {offers && !locked && <Button type="primary" disabled={!named || !isOwner} loading={publish.isPending} onClick={offer}>{later ? t.publishFrom(f.dayOf(terms.from)) : phase === 'paused' ? t.resume : t.publish}</Button>}
    </>
  )
  return (
    <WorkWithPreview paneWidth="clamp(470px,38vw,560px)" paneLabel={t.trial} foot={foot} pane={<BasketTrial terms={terms} promotionId={known?.promotionId ?? null} />}>
      <PageHead title={terms.title || t.newTitle} beside={<Pill tone={phaseTone[phase]}>{t.phases[phase]}</Pill>} sub={t.reads(whenOf(terms, f, t, Date.now()), scopeOf(terms, t), stepsOf(terms, f, t).join(t.and))} />
      {problems.map((p) => <Note key={p.path + p.reason.code} tone="bad" style={{ marginBottom: 8 }}>{sentence(p.reason)}</Note>)}
      {known && (known.orders > 0 || known.used.uses > 0) && <p className="sm c3" style={{ margin: '0 0 8px' }}>{t.soFar(f.whole(known.orders), f.money(known.discountMinor))}{terms.budgetMinor !== null && t.budgetLeft(f.money(Math.max(0, terms.budgetMinor - known.used.minor)))}{terms.uses !== null && t.usesLeft(f.whole(Math.max(0, terms.uses - known.used.uses)))}{versions > 1 && t.versionNow(known.version)}</p>}
      <PromotionForm terms={terms} change={(c) => setTerms({ ...terms, ...c })} locked={locked} promotionId={known?.promotionId ?? null} bad={bad} />
    </WorkWithPreview>
  )
}
