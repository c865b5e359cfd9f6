import { App, Button } from 'antd'
import { Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { Problem } from '../platform/problem'
import { useSentence } from '../platform/sentence'
import { useMay } from '../platform/session'
import { Note } from '../ui/note'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Failed, Full } from '../ui/states'
import { ScheduleButton } from '../ui/schedule'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { WhatIf } from '../what-if'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { points as en } from '../words/en/points'
import { points as zh } from '../words/zh/points'
import { RuleForm } from './rule-form'
import { RuleSay } from './rule-say'
import { newRule, withRule, workingRules } from './rule-set'
import type { Rule } from './rule-set'
import { Sample } from './sample'

/** One rule: its sentence, its form, and one order tried against it. */
export function EditRulePage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const { ruleId = '' } = useParams()
  const sets = useRead('listRuleSets', {})
  const rules = sets.data ? workingRules(sets.data) : []
  const known = rules.find((r) => r.ruleId === ruleId) ?? sets.data?.current?.rules.find((r) => r.ruleId === ruleId)
  return (
    <Page crumbs={[{ text: t.title, to: '/points' }, { text: t.earning, to: '/points/rules' }, { text: t.editTitle(known?.name ?? '') }]} full>
      <Full of={sets}>
        {(d) => (ruleId === 'new' || known ? <Editor key={`${ruleId}-${d.draft?.version ?? 0}-${d.current?.version ?? 0}`} d={d} first={known ?? newRule(workingRules(d), f.unit)} isNew={!known} /> : <Failed error={new Problem('missing', 'not-found', {}, null, 404, '')} />)}
      </Full>
    </Page>
  )
}

function Editor({ d, first, isNew }: { d: Answer<'listRuleSets'>; first: Rule; isNew: boolean }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const sentence = useSentence()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const [rule, setRule] = useState<Rule>(first)
  // As it was opened: what a colleague saved since is not overwritten unseen.
  const [saves, setSaves] = useState(d.draft?.saves ?? 0)
  const [problems, setProblems] = useState<Answer<'saveRuleDraft'>['problems']>([])
  const running = d.current?.rules.find((r) => r.ruleId === rule.ruleId)
  const rules = useMemo(() => withRule(workingRules(d), rule), [d, rule])
  const dirty = isNew || JSON.stringify(rule) !== JSON.stringify(first)
  const good = rule.name.trim().length > 0 && (rule.rate !== null || (rule.fixedPoints ?? 0) > 0 || rule.multiplierBp !== 10_000)
  const save = useAct('saveRuleDraft', { rereads: ['listRuleSets'], failed: speaker.refused })
  const publish = useAct('publishRules', { rereads: ['listRuleSets'], failed: speaker.refused, done: () => { speaker.done(t.published); void go('/points/rules') } })
  const keep = async (to: Rule[]) => {
    const answer = await save.mutateAsync({ rules: to, expectSaves: saves })
    setSaves(answer.draft.saves)
    setProblems(answer.problems)
    return answer
  }
  const saveDraft = () => void keep(rules).then((a) => a.problems.length === 0 && (speaker.done(t.saved), go('/points/rules')), () => undefined)
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const trial = async () => { const a = await keep(rules); return a.problems.length === 0 ? a.draft : null }
  const next = (d.draft?.version ?? (d.current?.version ?? 0) + 1)
  const ask = () => modal.confirm({
    title: t.confirmTitle(next), content: t.confirmBody, icon: null, okText: t.publish(next), cancelText: ui.cancel,
    onOk: () => keep(rules).then((a) => (a.problems.length === 0 ? publish.mutateAsync({ expectVersion: a.draft.version, expectSaves: a.draft.saves }) : undefined)).catch(() => undefined),
  })
  const later = useAct('publishRules', { rereads: ['listRuleSets'], failed: speaker.refused, done: () => { speaker.done(t.scheduledDone); void go('/points/rules') } })
  const schedule = (from: string) => void keep(rules).then((a) => (a.problems.length === 0 ? later.mutateAsync({ expectVersion: a.draft.version, expectSaves: a.draft.saves, from }) : undefined)).catch(() => undefined)
  const remove = () => void keep(workingRules(d).filter((r) => r.ruleId !== rule.ruleId)).then(() => { speaker.done(t.removedSaid); return go('/points/rules') }, () => undefined)
  useKeys({ 'mod+Enter': () => isOwner && good && dirty && !d.scheduled && ask() })
  const foot = (
    <>
      <Button type="text" disabled={!dirty || isNew} onClick={() => setRule(first)}>{t.discard}</Button>
      {!isNew && <Button type="text" danger icon={<Trash2 size={14} />} onClick={remove}>{t.remove}</Button>}
      <span className="f1" />
      <span className="sm c3 ell">{problems.length ? <span className="cw">{t.problems(problems.length)}</span> : isOwner ? t.note : t.onlyOwner}</span>
      <Button disabled={!good || !dirty} loading={save.isPending} onClick={saveDraft}>{t.save}</Button>
      <ScheduleButton disabled={!good || !isOwner || !!d.scheduled || (!dirty && !d.draft)} pending={later.isPending} onPick={schedule} />
      <Button type="primary" disabled={!good || !isOwner || !!d.scheduled || (!dirty && !d.draft)} loading={publish.isPending} onClick={ask}>{t.publish(next)}</Button>
    </>
  )
  return (
    <WorkWithPreview foot={foot} pane={<><WhatIf of="rules" dirty={good && dirty} draft={d.draft} save={trial} tiers={tiers.data?.current?.tiers ?? []} /><div className="hr" style={{ margin: '18px 0' }} /><Sample rules={rules} running={d.current?.rules ?? []} version={next} /></>}>
      <PageHead tight title={t.editTitle(rule.name)} beside={isNew || !running ? <Pill tone="warn">{t.draftPill}</Pill> : JSON.stringify(running) !== JSON.stringify(rule) ? <Pill tone="warn">{t.changedPill}</Pill> : <Pill tone="good">{t.running}</Pill>} sub={d.current ? t.sub(String(d.current.version), f.dayOf(d.current.from ?? 0)) : t.subNone} />
      <div className="soft rule-say" style={{ padding: '10px 18px 12px' }}><RuleSay rule={rule} old={running} />{t.stop}</div>
      {problems.map((p) => <Note key={p.path + p.reason.code} tone="bad" style={{ marginTop: 8 }}>{sentence(p.reason)}</Note>)}
      <RuleForm rule={rule} change={(c) => setRule({ ...rule, ...c })} old={running} />
    </WorkWithPreview>
  )
}
