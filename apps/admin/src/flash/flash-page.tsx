import { App, Button } from 'antd'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { useMay, useShop } from '../platform/session'
import { Section } from '../ui/form'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { ink } from '../ui/tokens/ink'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { flash as en } from '../words/en/flash'
import { flash as zh } from '../words/zh/flash'
import { FlashForm } from './flash-form'
import { FlashPhone } from './flash-phone'
import { freshTerms, isFilled, phaseTone, readAloud } from './terms'
import type { Flash, Terms } from './terms'

type Checked = Answer<'readFlashSale'>

/** A flash sale, new or known: set up, checked, scheduled. */
export function FlashPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const { now } = useShop()
  const { flashId = '' } = useParams()
  const isNew = flashId === 'new'
  const read = useRead('readFlashSale', { flashId }, { on: !isNew, keep: false })
  const first = useMemo(() => freshTerms(f, now), [])
  return (
    <Page crumbs={[{ text: t.title, to: '/flash' }, { text: isNew ? t.newTitle : (read.data?.sale.terms.title ?? '…') }]} full>
      {isNew ? <Editor first={first} known={null} /> : <Full of={read}>{(c) => <Editor key={`${c.sale.flashId}-${JSON.stringify(c.sale.terms)}-${c.sale.phase}`} first={c.sale.terms} known={c} />}</Full>}
    </Page>
  )
}

function Editor({ first, known }: { first: Terms; known: Checked | null }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const [terms, setTerms] = useState<Terms>(first)
  const [item, setItem] = useState<Flash['item']>(known?.sale.item ?? null)
  const rereads = ['listFlashSales', 'readFlashSale', 'readFlashLive'] as const
  const add = useAct('addFlashSale', { rereads, failed: speaker.refused })
  const change = useAct('changeFlashSale', { rereads, failed: speaker.refused })
  const schedule = useAct('scheduleFlashSale', { rereads, failed: speaker.refused, done: (s) => speaker.done(t.scheduled(f.moment(s.terms.from))) })
  const phase = known?.sale.phase ?? 'draft'
  const locked = phase !== 'draft' && phase !== 'scheduled'
  const dirty = !known || JSON.stringify(terms) !== JSON.stringify(first)
  const filled = isFilled(terms)
  const save = async (): Promise<Checked> => {
    const clean = { ...terms, title: terms.title.trim() }
    return known ? change.mutateAsync({ flashId: known.sale.flashId, ...clean }) : add.mutateAsync(clean)
  }
  const keep = () => void save().then((c) => { speaker.done(t.saved); if (!known) return go(`/flash/${c.sale.flashId}`, { replace: true }); return undefined }, () => undefined)
  const start = () => void (async () => {
    const c = dirty || !known ? await save() : known
    if (!known) await go(`/flash/${c.sale.flashId}`, { replace: true })
    if (c.problems.length > 0) return
    modal.confirm({ title: t.scheduleTitle(f.moment(c.sale.terms.from)), content: t.scheduleBody, icon: null, okText: t.schedule, cancelText: t.notNow, onOk: () => schedule.mutateAsync({ flashId: c.sale.flashId }).catch(() => undefined) })
  })().catch(() => undefined)
  const foot = (
    <>
      <Button type="text" disabled={!filled || !dirty || locked} loading={add.isPending || change.isPending} onClick={keep}>{phase === 'draft' ? t.save : t.saveChange}</Button>
      <span className="f1" />
      <span className="sm c3 ell">{locked ? t.lockedHint : t.footHint}</span>
      {phase === 'draft' && <Button type="primary" disabled={!filled || !isOwner} loading={schedule.isPending} onClick={start}>{t.scheduleAt(f.moment(terms.from))}</Button>}
      {known && phase !== 'draft' && <LinkButton type="primary" to={`/flash/${known.sale.flashId}/live`}>{t.toLive}</LinkButton>}
    </>
  )
  return (
    <WorkWithPreview paneWidth="clamp(388px,30vw,436px)" paneLabel={t.shopper} foot={foot} pane={<FlashPhone terms={terms} item={item} />}>
      <PageHead title={terms.title || t.newTitle} beside={<Pill tone={phaseTone[phase]}>{t.phases[phase]}</Pill>} sub={readAloud(terms, f, t)} />
      <FlashForm terms={terms} item={item} locked={locked} change={(c) => setTerms({ ...terms, ...c })} onItem={(p) => {
        setItem({ sku: p.sku, name: p.name, category: p.category, picture: p.picture, listMinor: p.priceMinor, memberMinor: null })
        setTerms({ ...terms, sku: p.sku, title: terms.title || p.name.slice(0, 40), priceMinor: Math.min(terms.priceMinor, Math.max(1, p.priceMinor - 1)) })
      }} />
      {known && !dirty && <Checks checked={known} />}
    </WorkWithPreview>
  )
}

/** What was checked, as it came out; nothing is listed that was not. */
function Checks({ checked: { problems, warnings } }: { checked: Checked }) {
  const t = useWords(zh, en)
  const sentence = useSentence()
  const rows = [...problems.map((p) => ({ p, bad: true })), ...warnings.map((p) => ({ p, bad: false }))]
  return (
    <Section title={t.sections.checks}>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(2,minmax(0,1fr))', gap: '6px 24px' }}>
        {rows.map(({ p, bad }) => <span key={p.path + p.reason.code} className="row g8" style={{ color: bad ? ink.bad : ink.warn }}><CircleAlert size={15} aria-hidden />{sentence(p.reason)}</span>)}
        {problems.length === 0 && t.checked.map((text) => <span key={text} className="row g8"><CircleCheck size={15} color={ink.good} aria-hidden />{text}</span>)}
      </div>
    </Section>
  )
}
