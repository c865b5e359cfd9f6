import type { SettingValue } from './settings.rows.js'

/** A setting as its room declares it: what it may be, and what it is until somebody changes it. */
export interface SettingDefinition {
  readonly key: string
  readonly section: string
  readonly kind: 'choice' | 'whole' | 'switch' | 'text'
  readonly choices?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly fallback: SettingValue
}

/** Whether a value is one the setting may have. */
export function fits(definition: SettingDefinition, value: unknown): value is SettingValue {
  switch (definition.kind) {
    case 'choice': return typeof value === 'string' && (definition.choices ?? []).includes(value)
    case 'whole': return typeof value === 'number' && Number.isSafeInteger(value) && value >= (definition.min ?? 0) && value <= (definition.max ?? Number.MAX_SAFE_INTEGER)
    case 'switch': return typeof value === 'boolean'
    case 'text': return typeof value === 'string' && value.length <= 200 && !value.includes('\u0000')
  }
}
