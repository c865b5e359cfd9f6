import type { AnswerOf, routes } from '@huitou/contract'
import { api } from './call'
import { keepSession, session } from './session'
import type { Me } from './session'

type StaffSession = AnswerOf<typeof routes.acceptInvite>['session']

/** After a door has opened: keep the tokens, then learn what this shop is like. */
export async function beginSession(opened: StaffSession): Promise<void> {
  const brief: Me = {
    staffId: opened.staffId, name: opened.name, login: '', role: opened.role, merchantId: opened.merchantId, merchantName: opened.merchantName, merchantSlug: '', currency: session()?.me.currency ?? 'CNY', zone: 'Asia/Shanghai',
    brand: '', isDemo: false, hasTotp: false, tillId: null, storeId: opened.storeId, merchants: [],
  }
  keepSession({ tokens: opened.tokens, merchantId: opened.merchantId, me: brief })
  const me = await api.whoAmI({})
  keepSession({ tokens: session()?.tokens ?? opened.tokens, merchantId: opened.merchantId, me })
}
