import { App, Button, Drawer } from 'antd'
import { FlaskConical, Plus, ShieldCheck } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { useMay } from '../platform/session'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { ScheduleButton, Scheduled } from '../ui/schedule'
import { useSpeaker } from '../ui/undo'
import { Versions } from '../ui/versions'
import { WhatIf } from '../what-if'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { points as en } from '../words/en/points'
import { points as zh } from '../words/zh/points'
import { PointsTabs } from './points-tabs'
import { RuleSay, useRuleWords } from './rule-say'
import { listed } from './rule-set'
import type { Listed } from './rule-set'

/** How points are earned, each rule one sentence. */
export function EarningRulesPage() {
  const t = useWords(zh, en)
  const sets = useRead('listRuleSets', {})
  return (
    <Page crumbs={[{ text: t.title }, { text: t.earning }]} full>
      <Full of={sets} bones={<RowBones />}>{(d) => <Rules d={d} />}</Full>
    </Page>
  )
}

function Rules({ d }: { d: Answer<'listRuleSets'> }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const rows = listed(d)
  const drafted = rows.filter((r) => r.state !== 'running').length
  const ordered = [...rows.filter((r) => r.rule.on === 'order'), ...rows.filter((r) => r.rule.on !== 'order')]
  const open = (x: Listed) => void go(`/points/rules/${encodeURIComponent(x.rule.ruleId)}`)
  const keys = useRowKeys(ordered.length, { open: (i) => ordered[i] && open(ordered[i]) })
  useKeys({ n: () => void go('/points/rules/new') })
  const publish = useAct('publishRules', { rereads: ['listRuleSets'], failed: speaker.refused, done: () => speaker.done(t.published) })
  const later = useAct('publishRules', { rereads: ['listRuleSets'], failed: speaker.refused, done: () => speaker.done(t.scheduledDone) })
  const withdraw = useAct('withdrawRules', { rereads: ['listRuleSets'], failed: speaker.refused, done: () => speaker.done(t.withdrawn) })
  const [trying, setTrying] = useState(false)
  const tiers = useRead('readTiers', {}, { fresh: 120_000, on: trying })
  const expect = d.draft ? { expectVersion: d.draft.version, expectSaves: d.draft.saves } : null
  const ask = () => expect && d.draft && modal.confirm({ title: t.confirmTitle(d.draft.version), content: t.confirmBody, icon: null, okText: t.publish(d.draft.version), cancelText: ui.cancel, onOk: () => publish.mutateAsync(expect).catch(() => undefined) })
  return (
    <>
      <div style={{ padding: '0 32px' }}>
        <PageHead say title={<>{t.say(d.current?.rules.length ?? 0)}{drafted ? <em>{t.sayDraft(drafted)}</em> : t.sayCalm}{t.stop}</>}
          sub={d.current ? [t.sub(String(d.current.version), f.dayOf(d.current.from ?? 0)), d.current.issuedPoints !== null ? t.issued(f.whole(d.current.issuedPoints)) : ''].filter(Boolean).join(' · ') : t.subNone}
          acts={<>{d.draft && drafted > 0 && <Button icon={<FlaskConical size={14} />} onClick={() => setTrying(true)}>{t.whatIf}</Button>}<LinkButton to="/points/rules/new" icon={<Plus size={14} />} type={drafted ? 'default' : 'primary'}>{t.newRule}</LinkButton>{expect && drafted > 0 && <ScheduleButton disabled={!isOwner || !!d.scheduled} pending={later.isPending} onPick={(from) => later.mutate({ ...expect, from })} />}{d.draft && drafted > 0 && <Button type="primary" disabled={!isOwner || !!d.scheduled} title={isOwner ? undefined : t.onlyOwner} loading={publish.isPending} onClick={ask}>{t.publish(d.draft.version)}</Button>}</>} />
        {d.scheduled && <Scheduled version={d.scheduled.version} from={d.scheduled.from ?? ''} pending={withdraw.isPending} {...(isOwner ? { onWithdraw: () => withdraw.mutate({ expectVersion: d.scheduled!.version }) } : {})} />}
        <PointsTabs active="rules" />
      </div>
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        {ordered.length === 0 ? <Empty title={t.emptyTitle} hint={t.emptyHint} act={<LinkButton size="small" to="/points/rules/new">{t.emptyAct}</LinkButton>} /> : (
          <table className="wide sticky">
            <thead><tr><th style={{ width: 150 }}>{t.columns.rule}</th><th>{t.columns.how}</th><th style={{ width: 150 }}>{t.columns.caps}</th><th style={{ width: 118 }}>{t.columns.pending}</th><th style={{ width: 144 }}>{t.columns.expiry}</th><th style={{ width: 138 }}>{t.columns.state}</th></tr></thead>
            <tbody>
              {ordered.map((x, i) => (
                <Fragment key={x.rule.ruleId + x.state}>
                  {(i === 0 || (ordered[i - 1]?.rule.on === 'order') !== (x.rule.on === 'order')) && (
                    <tr className="stagehd"><td colSpan={6}><span className="m">{x.rule.on === 'order' ? t.orderGroup : t.actGroup}</span><span className="c3" style={{ marginLeft: 10 }}>{x.rule.on === 'order' ? t.orderHint : t.actHint}</span></td></tr>
                  )}
                  <RuleRow x={x} i={i} at={keys.at} onAt={keys.setAt} open={() => open(x)} old={d.current?.rules.find((r) => r.ruleId === x.rule.ruleId)} />
                </Fragment>
              ))}
            </tbody>
          </table>
        )}
        <div className="row g8 sm c3" style={{ padding: '12px 32px' }}><ShieldCheck size={14} color="var(--ht-good)" aria-hidden />{t.guard}</div>
        {(d.older.length > 0 || d.current) && (
          <div style={{ padding: '4px 32px 24px', maxWidth: 760 }}>
            <h2 className="sec mb8">{t.versions}</h2>
            <Versions rows={[d.draft, d.scheduled, d.current, ...d.older].filter((s) => s !== null).map((s) => ({
              name: s.state === 'draft' ? t.draftName : t.version(s.version), state: s.state === 'draft' ? 'draft' as const : s.state === 'scheduled' ? 'planned' as const : s.state === 'published' ? 'running' as const : 'past' as const,
              what: s.rules.map((r) => r.name).join(t.and), when: [s.byName, s.from && f.dayOf(s.from), s.state === 'scheduled' && t.scheduledPill, s.issuedPoints !== null && s.state !== 'draft' && t.issued(f.whole(s.issuedPoints))].filter(Boolean).join(' · '),
            }))} />
          </div>
        )}
      </div>
      <Drawer open={trying} onClose={() => setTrying(false)} size={460} title={t.whatIfTitle(String(d.draft?.version ?? ''))} destroyOnHidden><WhatIf of="rules" dirty={false} draft={d.draft} save={async () => d.draft} tiers={tiers.data?.current?.tiers ?? []} /></Drawer>
      <div className="foot" style={{ height: 44 }}>
        <span className="sm">{t.foot(f.whole(d.current?.rules.length ?? 0), drafted ? t.footDraft(f.whole(drafted)) : '')}</span>
        <span className="f1" />
        <span className="sm c3 row g6"><kbd>J</kbd><kbd>K</kbd>{t.keys[0]} <kbd>↵</kbd>{t.keys[1]} <kbd>N</kbd>{t.keys[2]}</span>
      </div>
    </>
  )
}

function RuleRow({ x, i, at, onAt, open, old }: { x: Listed; i: number; at: number; onAt: (i: number) => void; open: () => void; old: Listed['rule'] | undefined }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const say = useRuleWords()
  const r = x.rule
  const over = r.validUntil !== null && r.validUntil < f.today
  const planned = r.validFrom !== null && r.validFrom > f.today
  return (
    <tr data-row={i} tabIndex={i === Math.max(0, at) ? 0 : -1} className={'pick' + (over || x.state === 'removed' ? ' c3' : '')} style={{ height: 50 }} onFocus={() => onAt(i)} onClick={open}>
      <td className="m">{r.name || t.untitled}</td>
      <td style={{ lineHeight: '26px' }}><RuleSay rule={r} old={x.state === 'draft-changed' ? old : undefined} /></td>
      <td className="c2">{say.caps(r)}</td>
      <td className="c2">{say.pending(r)}</td>
      <td className="c2">{r.wallet === 'growth' ? '—' : say.expiry(r)}</td>
      <td>
        {x.state === 'removed' ? <Pill tone="warn">{t.removed}</Pill> : x.state === 'draft-new' ? <Pill tone="warn">{t.draftNew}</Pill> : x.state === 'draft-changed' ? <Pill tone="warn">{t.draftChanged}</Pill> : over ? <Pill>{t.over(f.day(r.validUntil ?? f.today))}</Pill> : planned ? <Pill tone="note">{t.planned(f.day(r.validFrom ?? f.today))}</Pill> : <Pill tone="good">{t.running}</Pill>}
      </td>
    </tr>
  )
}
