import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import { CareForm } from './care-form'
import { MemberView } from './member-view'
import { Nights } from './nights'
import { YearLine } from './year-line'

export type AllCare = Answer<'listCare'>
export type OneCare = Answer<'readCare'>
export type Kind = OneCare['kind']
export type Terms = OneCare['terms']

/** Each kindness once: a member's year, and what one station of it gives. */
export function CarePage() {
  const t = useWords(zh, en)
  const { kind: asked } = useParams()
  const kind: Kind = asked !== undefined && asked in t.kinds ? (asked as Kind) : 'birthday'
  const all = useRead('listCare', {})
  const one = useRead('readCare', { kind })
  return (
    <Page crumbs={[{ text: t.title, to: '/care' }, { text: t.kinds[kind][0] }]} full>
      <Full of={all}>{(a) => <Full of={one}>{(d) => <Editor key={d.kind + JSON.stringify(d.terms)} all={a} d={d} />}</Full>}</Full>
    </Page>
  )
}

function Editor({ all, d }: { all: AllCare; d: OneCare }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const [terms, setTerms] = useState(d.terms)
  const dirty = JSON.stringify(terms) !== JSON.stringify(d.terms)
  const save = useAct('changeCare', { rereads: ['readCare', 'listCare'], failed: speaker.refused, done: () => speaker.done(t.saved) })
  const put = () => save.mutate({ kind: d.kind, ...terms })
  useKeys({ 'mod+Enter': () => dirty && isOwner && put() })
  const coupons = useRead('listCoupons', { state: 'published', limit: 100 }, { fresh: 60_000 })
  const tiers = useRead('readTiers', {}, { fresh: 60_000 })
  const options = (coupons.data?.items ?? []).map((c) => ({ value: c.couponId, label: c.terms.title }))
  const [before, count, after] = t.say(f.whole(all.birthdaysIn30Days))
  const foot = (
    <>
      <Button type="text" disabled={!dirty} onClick={() => setTerms(d.terms)}>{t.discard}</Button>
      <span className="f1" />
      <span className="sm c3">{isOwner ? t.note : t.onlyOwner}</span>
      <Button type="primary" disabled={!dirty || !isOwner} loading={save.isPending} onClick={put}>{dirty ? t.save : t.nothing}</Button>
    </>
  )
  return (
    <WorkWithPreview paneWidth="clamp(332px,26vw,372px)" paneLabel={t.shopper} foot={foot}
      pane={<><MemberView kind={d.kind} terms={terms} couponTitle={options.find((o) => o.value === (terms.couponId ?? terms.packs.find((p) => p.couponId)?.couponId))?.label ?? null} /><Nights next={d.next} kind={d.kind} /></>}>
      <PageHead say tight title={all.birthdaysIn30Days > 0 ? <>{before}<u>{count}</u>{after}</> : t.sayNone} sub={t.sub(f.whole(all.givenThisYear), f.whole(all.pointsThisYear))} />
      <YearLine items={all.items} at={d.kind} onPick={(kind) => void go(`/care/${kind}`)} />
      <div className="row g8" style={{ padding: '14px 0 0' }}>
        <h2 style={{ fontSize: 15, lineHeight: '24px' }}>{t.kinds[d.kind][0]}</h2>
        <Pill tone={terms.on ? 'good' : 'plain'}>{terms.on ? t.onNow : t.off}</Pill>
        <span className="sm c3">{t.gave(d.given)}</span>
        <span className="f1" />
        <Switch size="small" aria-label={`${t.switchOn} ${t.kinds[d.kind][0]}`} checked={terms.on} disabled={!isOwner} onChange={(on) => setTerms({ ...terms, on })} />
      </div>
      <CareForm d={d} terms={terms} change={setTerms} coupons={options} tiers={tiers.data?.current?.tiers ?? []} />
    </WorkWithPreview>
  )
}
