import { Button, Dropdown, Input, Modal, Segmented, Select } from 'antd'
import { ArrowRight, Check, CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useAct, useRead } from '../platform/ask'
import type { Send } from '../platform/ask'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { useMay, useShop } from '../platform/session'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import type { Guess, Import } from './import-page'
import { ImportPreview } from './import-preview'
import { TermsForm } from './terms-form'

export type Terms = Omit<Send<'runImport'>, 'importId'>
export type Field = Terms['mapping']['columns'][number]['field']

const NEEDED: Field[][] = [['order-no'], ['ordered-at', 'paid-at'], ['line-amount', 'order-amount', 'unit-price']]

/** Which column is what. What was guessed is said so; the first rows show at once how they will be read. */
export function MapColumns({ x, guess, head, onChecking }: { x: Import; guess: Guess; head: ReactNode; onChecking: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const speaker = useSpeaker()
  const shop = useShop()
  const isOwner = useMay('owner')
  const presets = useRead('listPresets', {}, { fresh: 60_000 })
  const preset = presets.data?.items.find((p) => p.presetId === guess.preset || p.name === guess.preset)
  const [terms, setTerms] = useState<Terms>(() => x.terms ?? {
    channel: guess.preset ?? 'import', rules: 'first-version', noExpiryBefore: null,
    mapping: { columns: guess.columns.map((c) => ({ column: c.column, field: c.field })), dateFormat: (guess.dateFormat as Terms['mapping']['dateFormat']) || 'auto', zone: shop.zone, cancelPrefix: null, paidStatuses: [], refundStatuses: [] },
  })
  const [seeded, setSeeded] = useState(!!x.terms)
  if (!seeded && preset) {
    setSeeded(true)
    setTerms({ ...terms, channel: preset.presetId, mapping: { ...preset.mapping, columns: terms.mapping.columns, zone: preset.mapping.zone ?? shop.zone } })
  }
  const [face, setFace] = useState<'all' | 'unsure' | 'skip'>('all')
  const [saving, setSaving] = useState<string | null>(null)
  const fieldOf = (column: string): Field => terms.mapping.columns.find((c) => c.column === column)?.field ?? 'skip'
  const touched = (column: string) => fieldOf(column) !== guess.columns.find((c) => c.column === column)?.field
  const unsure = guess.columns.filter((c) => !c.sure && !touched(c.column) && fieldOf(c.column) !== 'skip')
  const skipped = guess.columns.filter((c) => fieldOf(c.column) === 'skip')
  const shown = face === 'all' ? guess.columns : face === 'unsure' ? unsure : skipped
  const used = new Set(terms.mapping.columns.map((c) => c.field))
  const missing = NEEDED.filter((any) => !any.some((field) => used.has(field)))
  const setMapping = (m: Partial<Terms['mapping']>) => setTerms({ ...terms, mapping: { ...terms.mapping, ...m } })
  const setField = (column: string, field: Field) => setMapping({ columns: terms.mapping.columns.map((c) => (c.column === column ? { ...c, field } : c)) })
  const rested = useRested(terms, 300)
  const check = useAct('checkImport', { rereads: ['readImport', 'listImports'], failed: speaker.refused, done: onChecking })
  const save = useAct('savePreset', { rereads: ['listPresets'], failed: speaker.refused, done: () => { speaker.done(t.presetSaved); setSaving(null) } })
  const options = Object.keys(t.fields).map((field) => ({ value: field as Field, label: field === 'skip' ? <span className="c3">{t.fields[field]}</span> : t.fields[field] }))
  return (
    <>
      <div className="pane" style={{ flex: 1, padding: '0 32px 16px' }}>
        <div className="ph" style={{ paddingBottom: 0 }}><h1>{t.pageTitle}</h1></div>
        {head}
        <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) clamp(290px,24vw,328px)', gap: 32, paddingTop: 16 }}>
          <div style={{ minWidth: 0 }}>
            <div className="row base g8 wrap">
              <h2 className="sec">{t.mapTitle(String(guess.columns.length), String(guess.columns.length - skipped.length))}</h2>
              <span className="sm c3">{preset ? t.preset(preset.name) : t.mapHint}</span>
              <span className="f1" />
              {(presets.data?.items.length ?? 0) > 0 && (
                <Dropdown trigger={['click']} menu={{ items: presets.data?.items.map((p) => ({ key: p.presetId, label: p.name, onClick: () => setTerms({ ...terms, channel: p.presetId, mapping: { ...p.mapping, columns: terms.mapping.columns.map((c) => ({ ...c, field: p.mapping.columns.find((k) => k.column === c.column)?.field ?? c.field })) } }) })) }}>
                  <Button size="small" type="text">{t.usePreset}</Button>
                </Dropdown>
              )}
              <Segmented size="small" value={face} onChange={setFace} options={[{ value: 'all' as const, label: t.filters.all }, { value: 'unsure' as const, label: t.filters.unsure(unsure.length) }, { value: 'skip' as const, label: t.filters.skip(skipped.length) }]} />
            </div>
            <table className="tbl" style={{ marginTop: 6, tableLayout: 'fixed' }}>
              <thead><tr><th style={{ width: 150 }}>{t.heads.column}</th><th>{t.heads.sample}</th><td style={{ width: 26 }} /><th style={{ width: 176 }}>{t.heads.as}</th><th style={{ width: 140 }}>{t.heads.look}</th></tr></thead>
              <tbody>
                {shown.map((c) => {
                  const field = fieldOf(c.column)
                  const off = field === 'skip'
                  return (
                    <tr key={c.column} className={off ? 'c3' : ''}>
                      <td className={'ell ' + (off ? '' : 'm')} title={c.column}>{c.column}</td>
                      <td className="c3 ell" title={c.samples.join('\n')}>{c.samples.slice(0, 3).join(' · ')}</td>
                      <td><ArrowRight size={14} color={off ? 'var(--ht-ink4)' : 'var(--ht-ink3)'} aria-hidden /></td>
                      <td><Select<Field> aria-label={`${c.column} ${t.heads.as}`} showSearch={{ optionFilterProp: 'value' }} style={{ width: 160 }} value={field} onChange={(v) => setField(c.column, v)} options={options} /></td>
                      <td><span className="row g6 sm">{off ? <span className="c3">{t.skipped}</span> : c.sure || touched(c.column) ? <><Check size={14} color="var(--ht-good)" aria-hidden /><span className="c3">{t.sure}</span></> : <><CircleAlert size={14} color="var(--ht-warn-mark)" aria-hidden /><span className="cw">{t.unsure}</span></>}</span></td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
            <ImportPreview importId={x.importId} terms={rested} on={isOwner && missing.length === 0} />
          </div>
          <TermsForm terms={terms} change={(c) => setTerms({ ...terms, ...c })} setMapping={setMapping} hasStatus={used.has('status')} />
        </div>
      </div>
      <div className="foot">
        <span className="f1" />
        {missing.length > 0 && <span className="sm cw">{t.missing(missing.map((any) => t.fields[any[0] ?? '']).join(ui.comma))}</span>}
        <Button disabled={!isOwner} onClick={() => setSaving(x.fileName.replace(/\.(csv|gz|txt)+$/gi, '').slice(0, 60))}>{t.savePreset}</Button>
        <Button type="primary" disabled={missing.length > 0 || !isOwner || !terms.channel.trim()} loading={check.isPending} onClick={() => check.mutate({ importId: x.importId, ...terms })}>{t.check}</Button>
      </div>
      <Modal open={saving !== null} title={t.savePreset} width={380} onCancel={() => setSaving(null)} cancelText={ui.cancel} okText={ui.save} okButtonProps={{ disabled: !saving?.trim(), loading: save.isPending }} onOk={() => save.mutate({ name: saving?.trim() ?? '', mapping: terms.mapping })}>
        <label><span className="lab-top">{t.presetName}</span><Input autoFocus maxLength={60} value={saving ?? ''} onChange={(e) => setSaving(e.target.value)} /></label>
      </Modal>
    </>
  )
}
