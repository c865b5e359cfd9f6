import type { Answer } from '../platform/ask'
import type { Figures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'

export type Setting = Answer<'listSettings'>['items'][number]
export type Value = Setting['value']

/** What a setting is called, and how its values read. One without words yet reads as its key. */
export function useSettingWords() {
  const t = useWords(zh, en)
  return {
    name: (s: Setting) => t.items[s.key]?.name ?? s.key.replaceAll('-', ' '),
    what: (s: Setting) => t.items[s.key]?.what ?? '',
    unit: (s: Setting) => t.items[s.key]?.unit ?? '',
    choice: (s: Setting, value: string): [string, string] => t.items[s.key]?.choices?.[value] ?? [value, ''],
    value: (s: Setting, v: Value, f: Figures): string =>
      typeof v === 'boolean' ? (v ? t.on : t.off) : typeof v === 'number' ? s.key.endsWith('-minor') ? f.money(v) : s.key.endsWith('-bp') ? f.percent(v / 10_000, 0) : `${f.whole(v)} ${t.items[s.key]?.unit ?? ''}`.trim() : s.kind === 'choice' ? (t.items[s.key]?.choices?.[v]?.[0] ?? v) : v || '—',
  }
}
