import { App, Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { CalendarClock, Send } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import { AudienceEditor, AudiencePane } from './audience'
import { OfferFields } from './offer-fields'
import { freshTerms, isFilled, isWhole, phaseTone, type Campaign, type Terms } from './terms'

/** A campaign, new or known: for whom, with a count beside it, what, and when. */
export function CampaignPage() {
  const t = useWords(zh, en)
  const { campaignId = '' } = useParams()
  const isNew = campaignId === 'new'
  const like = (useLocation().state as { like?: Terms } | null)?.like
  const first = useMemo(() => like ?? freshTerms(), [like])
  const read = useRead('readCampaign', { campaignId }, { on: !isNew, keep: false })
  return (
    <Page crumbs={[{ text: t.title, to: '/campaigns' }, { text: isNew ? t.newTitle : (read.data?.terms.name ?? '…') }]} full>
      {isNew ? <Editor first={first} known={null} /> : <Full of={read}>{(c) => <Editor key={`${c.campaignId}-${c.phase}-${JSON.stringify(c.terms)}`} first={c.terms} known={c} />}</Full>}
    </Page>
  )
}

function Editor({ first, known }: { first: Terms; known: Campaign | null }) {
  const t = useWords(zh, en)
  const go = useNavigate()
  const speaker = useSpeaker()
  const [terms, setTerms] = useState<Terms>(first)
  const change = (c: Partial<Terms>) => setTerms((was) => ({ ...was, ...c }))
  const rested = useRested(terms.conditions.filter(isWhole), 300)
  const count = useRead('countAudience', { conditions: rested }, { fresh: 30_000 })
  const rereads = ['listCampaigns', 'readCampaign'] as const
  const add = useAct('addCampaign', { rereads, failed: speaker.refused })
  const put = useAct('changeCampaign', { rereads, failed: speaker.refused })
  const phase = known?.phase ?? 'draft'
  const locked = phase !== 'draft'
  const dirty = !known || JSON.stringify(terms) !== JSON.stringify(first)
  const filled = isFilled(terms)
  const save = async (): Promise<Campaign> => {
    const clean = { ...terms, name: terms.name.trim() }
    return known ? (dirty ? put.mutateAsync({ campaignId: known.campaignId, ...clean }) : known) : add.mutateAsync(clean)
  }
  const keep = () => void save().then((c) => { speaker.done(t.saved); if (!known) return go(`/campaigns/${c.campaignId}`, { replace: true }); return undefined }, () => undefined)
  const reach = count.data?.reach ?? null
  const foot = (
    <>
      {!locked && <Button type="text" disabled={!filled || !dirty} loading={add.isPending || put.isPending} onClick={keep}>{t.save}</Button>}
      <span className="f1" />
      <span className="sm c3 ell">{locked ? t.lockedHint : t.footHint}</span>
      {locked ? known?.launchedAt && <LinkButton type="primary" to={`/campaigns/${known.campaignId}/effect`}>{t.toEffect}</LinkButton> : <Launch disabled={!filled || !reach} reach={Math.round(((reach ?? 0) * (10_000 - terms.holdoutBp)) / 10_000)} save={save} />}
      {known && phase === 'scheduled' && <StopButton campaign={known} />}
    </>
  )
  return (
    <WorkWithPreview paneWidth="clamp(340px,27vw,388px)" paneLabel={t.matching} foot={foot} pane={<AudiencePane counted={count.data} isCounting={count.isFetching} holdoutBp={terms.holdoutBp} />}>
      <PageHead beside={<Pill tone={phaseTone[phase]}>{t.phases[phase]}</Pill>} title={<Input variant="borderless" aria-label={t.name} placeholder={t.name} maxLength={40} disabled={locked} value={terms.name} onChange={(e) => change({ name: e.target.value })} style={{ fontSize: 20, fontWeight: 600, padding: 0, width: Math.max(7, [...terms.name].length + 1) * 21, maxWidth: 520, color: 'inherit' }} />} sub={t.sub} />
      <AudienceEditor terms={terms} counted={count.data} locked={locked} change={(conditions) => change({ conditions })} />
      <OfferFields terms={terms} locked={locked} reach={reach} change={change} />
    </WorkWithPreview>
  )
}

/** Now, or at an instant to come; the draft is kept first. */
function Launch({ disabled, reach, save }: { disabled: boolean; reach: number; save: () => Promise<Campaign> }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const chosen = useRef<string | null>(null)
  const schedule = useAct('scheduleCampaign', { rereads: ['listCampaigns', 'readCampaign', 'readCampaignEffect'], failed: speaker.refused })
  const launch = async (at: string | null) => {
    const { campaignId } = await save()
    const c = await schedule.mutateAsync({ campaignId, at })
    speaker.done(at === null ? t.launched : t.scheduledFor(f.moment(at)))
    await go(at === null || c.launchedAt ? `/campaigns/${campaignId}/effect` : `/campaigns/${campaignId}`, { replace: true })
  }
  const ask = () => modal.confirm({ title: t.launchTitle(f.whole(reach)), content: t.launchBody, icon: null, okText: t.launch, cancelText: t.notNow, onOk: () => launch(null).catch(() => undefined) })
  const askLater = () => modal.confirm({
    title: t.launchLater, icon: null, okText: t.launchLater, cancelText: t.notNow, onOk: () => (chosen.current === null ? undefined : launch(chosen.current).catch(() => undefined)),
    content: <><DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" aria-label={t.at} minDate={dayjs()} onChange={(d) => { chosen.current = d ? d.toISOString() : null }} /><p className="c3 sm" style={{ marginTop: 8 }}>{t.launchBody}</p></>,
  })
  if (!isOwner) return <span className="sm c3">{t.ownerOnly}</span>
  return (
    <>
      <Button icon={<CalendarClock size={14} />} disabled={disabled} onClick={askLater}>{t.launchLater}</Button>
      <Button type="primary" icon={<Send size={14} />} disabled={disabled} loading={schedule.isPending} onClick={ask}>{t.launch}</Button>
    </>
  )
}

/** Asks once more, with what is lost. */
export function StopButton({ campaign: c }: { campaign: Campaign }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const stop = useAct('stopCampaign', { rereads: ['listCampaigns', 'readCampaign', 'readCampaignEffect'], failed: speaker.refused, done: () => speaker.done(t.stopped) })
  return <Button type="text" danger onClick={() => modal.confirm({ title: t.stopTitle, content: t.stopBody(f.whole(c.waiting)), icon: null, okText: t.stop, okButtonProps: { danger: true }, cancelText: t.notNow, onOk: () => stop.mutateAsync({ campaignId: c.campaignId }).catch(() => undefined) })}>{t.stop}</Button>
}
