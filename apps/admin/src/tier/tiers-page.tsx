import { App, Button, Dropdown } from 'antd'
import { History } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { ScheduleButton, Scheduled } from '../ui/schedule'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { WhatIf } from '../what-if'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { tier as en } from '../words/en/tier'
import { tier as zh } from '../words/zh/tier'
import { BenefitTexts } from './benefit-texts'
import { Gates } from './gates'
import { Downgrade, How, NewTerms } from './how'
import { WhoMoves } from './who-moves'
import { bodyOf, changesOf, startOf } from './work'
import type { Work } from './work'

/** Tiers: what runs, a draft beside it, and who would move. */
export function TiersPage() {
  const t = useWords(zh, en)
  const tiers = useRead('readTiers', {})
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <Full of={tiers}>{(d) => <Editor key={`${d.draft?.version ?? 0}-${d.current?.version ?? 0}`} data={d} />}</Full>
    </Page>
  )
}

function Editor({ data }: { data: Answer<'readTiers'> }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const first = useMemo(() => startOf(data, [t.materials.silver, t.materials.gold]), [data, t])
  const [work, setWork] = useState<Work>(first)
  const rested = useRested(work)
  const ready = rested.tiers.every((x) => x.name.trim())
  const preview = useRead('previewTiers', bodyOf(rested), { on: ready, fresh: 60_000 })
  const dirty = JSON.stringify(work) !== JSON.stringify(first)
  const changes = changesOf(work, data.current)
  const problems = preview.data?.problems ?? []
  const save = useAct('saveTierDraft', { rereads: ['readTiers'], failed: speaker.refused, done: (a) => { setSaves(a.draft.saves); speaker.done(t.saved) } })
  const publish = useAct('publishTiers', { rereads: ['readTiers', 'readShopHome', 'listMembers'], failed: speaker.refused, done: (a) => speaker.done(t.published(f.whole(a.movedUp))) })
  const later = useAct('publishTiers', { rereads: ['readTiers'], failed: speaker.refused, done: () => speaker.done(t.scheduledDone) })
  const withdraw = useAct('withdrawTiers', { rereads: ['readTiers'], failed: speaker.refused, done: () => speaker.done(t.withdrawn) })
  // As it was opened: what a colleague saved since is not overwritten unseen.
  const [saves, setSaves] = useState(data.draft?.saves ?? 0)
  const body = { ...bodyOf(work), expectSaves: saves }
  const go = async (from?: string) => {
    const { draft } = await save.mutateAsync(body)
    await (from ? later : publish).mutateAsync({ expectVersion: draft.version, expectSaves: draft.saves, ...(from ? { from } : {}) }).catch(() => undefined)
  }
  const ask = () =>
    modal.confirm({
      title: t.confirmTitle, content: t.confirmBody(f.whole(preview.data?.moves.up ?? 0), f.whole(preview.data?.moves.down ?? 0)), icon: null, okText: t.publish, cancelText: ui.cancel, onOk: () => go(),
    })
  const able = isOwner && problems.length === 0 && (changes > 0 || !!data.draft || !data.current)
  useKeys({ 'mod+Enter': () => able && !data.scheduled && ask() })
  const count = (tierId: string) => data.members.find((m) => m.tierId === tierId)?.members ?? 0
  const foot = (
    <>
      <Button type="text" disabled={!dirty} onClick={() => setWork(first)}>{t.discard}</Button>
      <span className="f1" />
      <span className="sm c3 ell">{problems.length ? <span className="cw">{t.problems(problems.length)}</span> : isOwner ? t.publishNote : t.onlyOwner}</span>
      <Button loading={save.isPending} onClick={() => save.mutate(body)}>{t.save}</Button>
      <ScheduleButton disabled={!able || !!data.scheduled} pending={later.isPending} onPick={(from) => void go(from).catch(() => undefined)} />
      <Button type="primary" disabled={!able || !!data.scheduled} loading={publish.isPending} onClick={ask}>{t.publish}</Button>
    </>
  )
  return (
    <WorkWithPreview foot={foot} pane={<><WhoMoves work={rested} current={data.current} preview={preview} /><div className="hr" style={{ margin: '18px 0' }} /><WhatIf of="tiers" dirty={dirty} draft={data.draft} save={async () => (await save.mutateAsync(body)).draft} tiers={[...work.tiers.map((x, rank) => ({ ...x, rank })), ...(data.current?.tiers ?? [])]} /></>}>
      <PageHead tight title={t.title} beside={changes > 0 ? <Pill tone="warn">{t.changed(changes)}</Pill> : data.draft ? <Pill tone="warn">{t.draft}</Pill> : null}
        sub={data.current?.publishedAt ? t.running(String(data.current.version), f.dayOf(data.current.publishedAt)) : t.never}
        acts={data.versions.length > 0 && (
          <Dropdown trigger={['click']} menu={{ items: data.versions.map((v) => ({ key: v.version, label: `${t.version(v.version)} · ${t.from(f.dayOf(v.from))}` })) }}>
            <Button type="text" icon={<History size={14} />}>{t.versions}</Button>
          </Dropdown>
        )} />
      {data.scheduled && <Scheduled version={data.scheduled.version} from={data.scheduled.from ?? ''} pending={withdraw.isPending} {...(isOwner ? { onWithdraw: () => withdraw.mutate({ expectVersion: data.scheduled!.version }) } : {})} />}
      <div>
        <How work={work} setWork={setWork} current={data.current} />
        <Gates work={work} setWork={setWork} current={data.current} count={count} after={(id) => preview.data?.moves.perTier.find((x) => x.tierId === id)?.after} />
        <Downgrade work={work} setWork={setWork} current={data.current} />
        <NewTerms work={work} setWork={setWork} />
        <BenefitTexts work={work} setWork={setWork} current={data.current} />
      </div>
    </WorkWithPreview>
  )
}
