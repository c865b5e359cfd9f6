import { Button, Progress } from 'antd'
import { Check, FlaskConical } from 'lucide-react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Note } from '../ui/note'
import { Bone, Full } from '../ui/states'
import type { TierLook } from '../ui/tier-badge'
import { useSpeaker } from '../ui/undo'
import { whatIf as en } from '../words/en/what-if'
import { whatIf as zh } from '../words/zh/what-if'
import { Result } from './result'

export type Run = NonNullable<Answer<'readWhatIf'>['whatIf']>
export type NamedTier = TierLook & { tierId: string; rank: number }
interface Asked {
  of: 'tiers' | 'rules'
  /** whether there is something in work that the saved draft does not have */
  dirty: boolean
  /** the draft as it was saved; null for none */
  draft: { version: number; saves: number } | null
  /** saves what is in work and answers the draft; null where it may not be saved */
  save: () => Promise<{ version: number; saves: number } | null>
  tiers: readonly NamedTier[]
}

/** The draft replayed on the shop's own past year, before it is published. Goes on when the page is left, and is kept with its draft. */
export function WhatIf(p: Asked) {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const read = useRead('readWhatIf', { of: p.of }, { fresh: 2_000 })
  const start = useAct('startWhatIf', { rereads: ['readWhatIf'], failed: speaker.refused })
  const go = async () => {
    const draft = p.dirty || !p.draft ? await p.save().catch(() => null) : p.draft
    if (draft) start.mutate({ of: p.of, expectVersion: draft.version, expectSaves: draft.saves })
  }
  const able = p.dirty || !!p.draft
  const button = (text: string) => <Button size="small" icon={<FlaskConical size={13} />} disabled={!able} loading={start.isPending} onClick={() => void go()}>{p.dirty || !p.draft ? t.saveAndStart : text}</Button>
  return (
    <section aria-label={t.top}>
      <Full of={read} bones={<><Bone w={180} /><Bone w={260} h={26} style={{ marginTop: 12 }} /></>}>
        {({ whatIf: run }) => {
          if (!run) return <><Top /><p className="c2 sm" style={{ margin: '6px 0 10px' }}>{t.intro}</p>{able ? button(t.start) : <p className="c3 sm">{t.noDraft}</p>}</>
          if (run.state === 'running') return <Running of={p.of} />
          return (
            <>
              <Top run={run} />
              {run.state === 'stopped' && <Note style={{ margin: '8px 0' }}>{run.byHand ? t.byHand : t.stopped}</Note>}
              {run.state === 'failed' && <Note tone="bad" style={{ margin: '8px 0' }}>{t.failed}</Note>}
              {run.result && (run.olderDraft || p.dirty) && <Note style={{ margin: '8px 0' }}>{t.older}</Note>}
              {run.result && <Result run={run} result={run.result} tiers={p.tiers} />}
              <div className="row sb" style={{ marginTop: 12 }}>{button(run.result ? t.again : t.start)}{run.result && <Dated run={run} />}</div>
            </>
          )
        }}
      </Full>
    </section>
  )
}

function Top({ run }: { run?: Run }) {
  const t = useWords(zh, en)
  const f = useFigures()
  return (
    <div className="row sb sm c3">
      <span>{t.top}</span>
      {run?.result && <span className="row g4 nw"><Check size={12} color="var(--ht-good)" aria-hidden />{t.took(f.whole(run.result.orders), (run.result.tookMs / 1000).toFixed(1))}</span>}
    </div>
  )
}

function Dated({ run }: { run: Run }) {
  const t = useWords(zh, en)
  const f = useFigures()
  return <span className="xs c3">{t.dated(run.byName, f.moment(run.finishedAt ?? run.asOf))}</span>
}

/** Asks again each second while the worker works. */
function Running({ of }: { of: 'tiers' | 'rules' }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const { data } = useRead('readWhatIf', { of }, { fresh: 0, every: 1_000 })
  const { done, of: all } = data?.whatIf?.progress ?? { done: 0, of: 0 }
  const speaker = useSpeaker()
  const stop = useAct('stopWhatIf', { rereads: ['readWhatIf'], failed: speaker.refused })
  return (
    <div aria-live="polite">
      <div className="row sb sm c3"><span>{t.running}</span>{all > 0 && <span className="ht-tnum">{t.progress(f.whole(done), f.whole(all))}</span>}</div>
      <Progress percent={all > 0 ? Math.floor((done / all) * 100) : 0} size="small" showInfo={false} aria-label={t.running} />
      <div className="row sb"><p className="xs c3">{t.leave}</p><Button size="small" loading={stop.isPending} onClick={() => stop.mutate({ of })}>{t.halt}</Button></div>
    </div>
  )
}
