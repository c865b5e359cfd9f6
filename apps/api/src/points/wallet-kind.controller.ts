import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { walletCode } from '@huitou/ledger'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, refuse, type StaffCaller } from '../platform/http/index.js'
import { readWalletKinds } from './merchant-terms.rows.js'
import { readWalletUse, saveWalletKind } from './wallet-kind.rows.js'

/** Wallets of a shop; more would not fit on a phone. */
const MOST = 8

@Controller()
export class WalletKindController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.listWallets)
  list(@Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, shown, { readOnly: true })
  }

  /** Adds a wallet, or changes the one of that code; what was given keeps the expiry it was given with. */
  @Endpoint(routes.saveWallet)
  save(@Input() { code: asked, nameZh, nameEn, spendable, expiry }: InputOf<typeof routes.saveWallet>, @Caller() caller: StaffCaller) {
    const code = walletCode(asked)
    if (code === 'points' || code === 'growth') return refuse('wallet-built-in', { wallet: code })
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      const kinds = await readWalletKinds(tx)
      const before = kinds.find((w) => w.code === code)
      if (!before && kinds.length >= MOST) return refuse('too-many-wallets', { most: MOST })
      const after = { code, name_zh: nameZh, name_en: nameEn, spendable, expiry }
      await saveWalletKind(tx, after, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'save-wallet', subject: `wallet:${code}`, before, after }, now)
      return shown(tx)
    })
  }
}

async function shown(tx: Tx) {
  const [kinds, use] = await Promise.all([readWalletKinds(tx), readWalletUse(tx)])
  return { items: kinds.map((w) => ({ code: w.code, nameZh: w.name_zh, nameEn: w.name_en, spendable: w.spendable, expiry: w.expiry, members: use.find((u) => u.wallet === w.code)?.members ?? 0, points: use.find((u) => u.wallet === w.code)?.points ?? 0 })) }
}
