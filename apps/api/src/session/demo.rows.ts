import type { Tx } from '../platform/database/index.js'

export const demoStaff = (tx: Tx): Promise<{ login: string; name: string; role: 'owner' | 'manager' | 'clerk'; has_pin: boolean }[]> =>
  tx.query("select login, name, role, pin_hash is not null as has_pin from staff where merchant_id = $1 and active order by role = 'owner' desc, role = 'manager' desc, staff_id limit 50", [tx.merchantId])

export const setDemoPasswords = (tx: Tx, logins: readonly string[], passwordHash: string): Promise<number> =>
  tx.run('update staff set password_hash = $3 where merchant_id = $1 and login = any($2::text[])', [tx.merchantId, logins, passwordHash])
