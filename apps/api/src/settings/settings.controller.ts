import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { fits, type SettingDefinition } from './definition.js'
import { SETTINGS } from './registry.js'
import { changedSettings, lockSetting, putSetting, settingChanges, type ChangeRow, type SettingRow } from './settings.rows.js'

type Shown = ReplyOf<typeof routes.changeSetting>

@Controller()
export class SettingsController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.listSettings)
  async listSettings(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listSettings>> {
    const [rows, changes] = await this.database.inMerchant(caller.merchantId, (tx) => Promise.all([changedSettings(tx), settingChanges(tx, null)]), { readOnly: true })
    return { items: SETTINGS.map((definition) => shown(definition, rows, changes)) }
  }

  @Endpoint(routes.changeSetting)
  async changeSetting(@Input() { key, value }: InputOf<typeof routes.changeSetting>, @Caller() caller: StaffCaller): Promise<Shown | Refused> {
    const definition = SETTINGS.find((s) => s.key === key)
    if (!definition) return refuse('setting-unknown', { key })
    if (!fits(definition, value)) return refuse('setting-value-bad', { key, min: definition.min, max: definition.max, choices: definition.choices })
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const before = (await lockSetting(tx, key)) ?? definition.fallback
      if (before !== value) {
        const now = this.clock.now()
        await putSetting(tx, { key, before, after: value, staffId: caller.staffId }, now)
        await recordAudit(tx, { actor: actorOf(caller), action: 'change-setting', subject: `setting:${key}`, before, after: value }, now)
      }
      const [rows, changes] = await Promise.all([changedSettings(tx), settingChanges(tx, key)])
      return shown(definition, rows, changes)
    })
  }
}

function shown(d: SettingDefinition, rows: readonly SettingRow[], changes: readonly ChangeRow[]): Shown {
  const row = rows.find((r) => r.key === d.key)
  return {
    key: d.key, section: d.section, kind: d.kind, choices: [...(d.choices ?? [])], min: d.min ?? null, max: d.max ?? null, value: row?.value ?? d.fallback, fallback: d.fallback, since: row?.since.toISOString() ?? null,
    history: changes.filter((c) => c.key === d.key).map((c) => ({ at: c.at.toISOString(), staffName: c.staff_name ?? '', from: c.before, to: c.after })),
  }
}
