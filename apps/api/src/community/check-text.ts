import { Injectable } from '@nestjs/common'
import type { MemberId, MerchantId } from '@huitou/units'
import { Database } from '../platform/database/index.js'
import { WechatDoor } from '../platform/wechat/index.js'
import { communitySettingRows, rulesOf } from './community-settings.js'
import { checkee } from './community.rows.js'
import { judgeText, type Verdict } from './judge-text.js'

/** Scenes of msg_sec_check: a comment (a review is one, too), or a forum post. */
export const SCENE = { comment: 2, post: 3 } as const

/** The check that every text of a member passes before anyone else reads it. */
@Injectable()
export class CheckText {
  constructor(private readonly database: Database, private readonly wechat: WechatDoor) {}

  /** What is to be thought of a text, and whether the shop lets a clear pass be shown by rule. */
  async check(merchantId: MerchantId, text: { readonly memberId: MemberId; readonly body: string; readonly scene: keyof typeof SCENE }): Promise<{ verdict: Verdict; approveByRule: boolean }> {
    const [[who], settings] = await Promise.all([
      this.database.read<{ wx_openid: string | null; name: string }>(merchantId, checkee(merchantId, text.memberId)),
      this.database.read<{ key: string; value: unknown }>(merchantId, communitySettingRows(merchantId)),
    ])
    const rules = rulesOf(settings)
    const client = this.wechat.client
    const said = client && who?.wx_openid ? await client.checkText({ openId: who.wx_openid, scene: SCENE[text.scene], content: text.body, ...(who.name ? { nickname: who.name } : {}) }) : null
    return { verdict: judgeText(text.body, said, rules.own), approveByRule: rules.approveByRule }
  }
}
