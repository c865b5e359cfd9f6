import { Injectable } from '@nestjs/common'
import { Doorkeeper, type AnyCaller } from '../platform/http/index.js'
import { ApiKeys } from '../integration/index.js'
import { AccessTokens } from './access-token.js'
import { Revocations } from './revocations.js'

/** Who a bearer belongs to: an access token, or the key of another program. */
@Injectable()
export class SessionDoorkeeper extends Doorkeeper {
  constructor(private readonly tokens: AccessTokens, private readonly keys: ApiKeys, private readonly revocations: Revocations) {
    super()
  }

  async callerOf(bearer: string): Promise<AnyCaller | null> {
    if (bearer.startsWith('hk_')) return this.keys.callerOf(bearer)
    const known = await this.tokens.read(bearer)
    if (!known) return null
    const { caller } = known
    const subjects = [known.familyId, caller.kind === 'member' ? caller.memberId : caller.staffId, caller.kind === 'staff' ? caller.shiftId : null]
    return subjects.some((subject) => subject !== null && this.revocations.isVoid(subject, known.issuedAt)) ? null : caller
  }
}
