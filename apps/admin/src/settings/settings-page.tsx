import { Input, Segmented } from 'antd'
import type { InputRef } from 'antd'
import { Search } from 'lucide-react'
import { Fragment, useRef, useState } from 'react'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { Say } from '../ui/say'
import { Full, RowBones } from '../ui/states'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'
import { OneSetting } from './one-setting'
import { useSettingWords } from './setting-words'
import type { Setting } from './setting-words'
import { SettingsFrame } from './settings-frame'

const differs = (s: Setting) => s.value !== s.fallback

/** Every rule in force, with its default and since when. */
export function SettingsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const say = useSettingWords()
  const box = useRef<InputRef>(null)
  const [address, setAddress] = useAddress(['rule', 'only'])
  const [text, setText] = useState('')
  const settings = useRead('listSettings', {})
  const all = settings.data?.items ?? []
  const changed = all.filter(differs)
  const shown = (address.only === 'changed' ? changed : all).filter((s) => !text.trim() || `${say.name(s)}${say.what(s)}${s.key}`.toLowerCase().includes(text.trim().toLowerCase()))
  const sections = [...new Set(shown.map((s) => s.section))]
  const flat = sections.flatMap((x) => shown.filter((s) => s.section === x))
  const picked = all.find((s) => s.key === address.rule) ?? flat[0]
  const keys = useRowKeys(flat.length, { open: (i) => setAddress({ rule: flat[i]?.key }) })
  useKeys({ '/': () => box.current?.focus() })
  const [a, b, c] = t.say(all.length, changed.length)
  return (
    <SettingsFrame at="all" pane={picked ? <OneSetting key={`${picked.key}${String(picked.value)}`} s={picked} /> : <p className="c3">{t.pick}</p>}>
      <div style={{ padding: '0 24px' }}>
        <div className="ph" style={{ paddingBottom: 10 }}><Say level={1}>{a}{b && <em>{b}</em>}{c}</Say></div>
        <div className="row g8 wrap" style={{ paddingBottom: 10 }}>
          <Input ref={box} size="small" allowClear style={{ width: 200, height: 26 }} prefix={<Search size={13} color="var(--ht-ink3)" />} aria-label={t.search} placeholder={t.search} suffix={<kbd>/</kbd>} value={text} onChange={(e) => setText(e.target.value)} />
          <Segmented size="small" value={address.only === 'changed' ? 'changed' : 'all'} onChange={(v) => setAddress({ only: v === 'changed' ? v : undefined })} options={[{ value: 'all' as const, label: t.faces.all(all.length) }, { value: 'changed' as const, label: t.faces.changed(changed.length) }]} />
        </div>
      </div>
      <Full of={settings} bones={<RowBones rows={12} />}>
        {() => (
          <table className="tbl sticky">
            <thead><tr><th style={{ paddingLeft: 24 }}>{t.columns.rule}</th><th style={{ width: 176 }}>{t.columns.now}</th><th style={{ width: 156 }}>{t.columns.fallback}</th><th style={{ width: 118, paddingRight: 24 }}>{t.columns.since}</th></tr></thead>
            <tbody>
              {flat.length === 0 && <tr><td colSpan={4} className="c3" style={{ padding: '16px 24px' }}>{t.none}</td></tr>}
              {sections.map((section) => {
                const rows = shown.filter((s) => s.section === section)
                return (
                  <Fragment key={section}>
                    <tr className="stagehd"><td colSpan={4} style={{ paddingLeft: '24px' }}><span className="m">{t.sections[section] ?? section}</span><span className="c3" style={{ marginLeft: 10 }}>{t.groupCount(rows.length, rows.filter(differs).length)}</span></td></tr>
                    {rows.map((s) => {
                      const i = flat.indexOf(s)
                      return (
                        <tr key={s.key} data-row={i} tabIndex={i === Math.max(0, keys.at) ? 0 : -1} className={'pick' + (picked?.key === s.key ? ' sel' : '')} style={{ height: 37 }} onFocus={() => keys.setAt(i)} onClick={() => setAddress({ rule: s.key })}>
                          <td style={{ paddingLeft: 24 }} className={differs(s) ? 'chg' : ''}>{say.name(s)}</td>
                          <td className={differs(s) ? 'm cw' : 'm'}>{say.value(s, s.value, f)}</td>
                          <td className="c3">{differs(s) ? say.value(s, s.fallback, f) : t.same}</td>
                          <td className="c3 sm" style={{ paddingRight: 24 }}>{s.since ? f.dateOf(s.since) : t.fromStart}</td>
                        </tr>
                      )
                    })}
                  </Fragment>
                )
              })}
            </tbody>
          </table>
        )}
      </Full>
    </SettingsFrame>
  )
}
