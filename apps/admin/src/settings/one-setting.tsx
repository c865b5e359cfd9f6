import { Button, Input, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Option } from '../ui/form'
import { Versions } from '../ui/versions'
import { useSpeaker } from '../ui/undo'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'
import { useSettingWords } from './setting-words'
import type { Setting, Value } from './setting-words'

/** One rule: its choices as sentences, its history, and the change, which can be undone. */
export function OneSetting({ s }: { s: Setting }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const say = useSettingWords()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const [value, setValue] = useState<Value>(s.value)
  const back = useAct('changeSetting', { rereads: ['listSettings'], failed: speaker.refused })
  const change = useAct('changeSetting', { rereads: ['listSettings'], failed: speaker.refused, done: () => speaker.done(t.saved, () => back.mutate({ key: s.key, value: s.value })) })
  return (
    <>
      <div className="sm c3">{t.sections[s.section] ?? s.section}</div>
      <h2 style={{ fontSize: 16, lineHeight: '24px' }}>{say.name(s)}</h2>
      <p className="sm c2">{say.what(s)}</p>
      {s.kind === 'choice' && (
        <div role="radiogroup" aria-label={say.name(s)} style={{ display: 'grid', gap: 8, marginTop: 12 }}>
          {s.choices.map((c) => {
            const [name, hint] = say.choice(s, c)
            return <Option key={c} on={value === c} title={name} hint={hint} beside={c === s.fallback ? <span className="xs c3">{t.isDefault}</span> : null} onPick={() => isOwner && setValue(c)} />
          })}
        </div>
      )}
      {s.kind === 'whole' && (
        <div className="row g8" style={{ marginTop: 12 }}>
          <InputNumber<number> aria-label={say.name(s)} disabled={!isOwner} controls={false} precision={0} min={s.min ?? 0} max={s.max ?? undefined} value={typeof value === 'number' ? value : null} onChange={(n) => setValue(n ?? s.min ?? 0)} style={{ width: 130 }} formatter={(v) => (v === undefined ? '' : Number(v).toLocaleString('en-US'))} parser={(v) => Number((v ?? '').replace(/[^\d-]/g, ''))} />
          <span>{say.unit(s)}</span>
          {s.min !== null && s.max !== null && <span className="xs c3">{t.range(f.whole(s.min), f.whole(s.max))}</span>}
        </div>
      )}
      {s.kind === 'switch' && <div style={{ marginTop: 12 }}><Switch disabled={!isOwner} aria-label={say.name(s)} checked={value === true} onChange={setValue} /></div>}
      {s.kind === 'text' && <Input style={{ marginTop: 12 }} disabled={!isOwner} aria-label={say.name(s)} maxLength={200} value={String(value)} onChange={(e) => setValue(e.target.value)} />}
      <Button style={{ marginTop: 14 }} type={value !== s.value ? 'primary' : 'default'} disabled={!isOwner || value === s.value} loading={change.isPending} onClick={() => change.mutate({ key: s.key, value })}>{s.kind === 'choice' ? t.apply : t.save}</Button>
      <p className="sm c3" style={{ marginTop: 12, borderTop: '1px solid var(--ht-line)', paddingTop: 10 }}>{isOwner ? t.note : t.ownerOnly}</p>
      <h3 className="sec" style={{ margin: '14px 0 4px' }}>{t.history}</h3>
      {s.history.length === 0 ? <p className="sm c3">{t.never}</p> : <Versions rows={s.history.map((h, i) => ({ name: say.value(s, h.to, f), what: `${t.from} ${say.value(s, h.from, f)}`, when: `${h.staffName}，${f.dateOf(h.at)}`, state: i === 0 ? 'running' as const : 'past' as const }))} />}
    </>
  )
}
