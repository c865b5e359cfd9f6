import { Inject, Injectable } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { AddressInfo } from 'node:net'
import { DAY, MINUTE, type Instant, type MemberId, type MerchantId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database, Doors } from '../platform/database/index.js'
import { GroupCommit, lockMembers } from '../platform/group-commit/index.js'
import { refuse, tooMany, type MemberCaller, type Refused } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { WechatDoor, type MediaVerdict } from '../platform/wechat/index.js'
import { communitySettingRows, rulesOf } from './community-settings.js'
import { checkee } from './community.rows.js'
import { judgePicture, type JudgePicture } from './decide-item.js'
import { labelOf } from './judge-text.js'
import { PictureAddress, type PictureSize } from './picture-address.js'
import { insertPicture, pictureBytes, pictureOfTrace, picturesSince, writeTrace, type PictureRow } from './picture.rows.js'
import type { PostShown, QueueShown } from './show.js'
import { PICTURE, Shrinking } from './shrink-picture.js'

/** Pictures of one member within 24 hours: several posts full of them. */
export const PICTURES_PER_DAY = 60
/** An answer that has not come by then is not waited for any more: the owner is told so. Should it come all the same, it counts. */
export const ANSWER_WITHIN = 10 * MINUTE
/** Scene of media_check_async: a forum post. */
const SCENE = 3

/** Pictures on their way into posts: taken in, drawn anew, checked by WeChat, and handed out to who may see them. */
@Injectable()
export class Pictures {
  private readonly shrinking = new Shrinking()

  constructor(
    private readonly database: Database, private readonly doors: Doors, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly wechat: WechatDoor,
    private readonly address: PictureAddress, @Inject(CONFIG) private readonly config: Config, private readonly host: HttpAdapterHost,
  ) {}

  /** Keeps a picture that nobody but its author sees, and asks WeChat about it. */
  async take(caller: MemberCaller, bytes: Buffer): Promise<PostShown['pictures'][number] | Refused> {
    const { merchantId, memberId } = caller
    const shrunk = await this.shrinking.shrink(bytes)
    if (shrunk === null) throw tooMany(2000)
    if (!shrunk.ok) return refuse(shrunk.code, shrunk.code === 'picture-too-big' ? { leastPx: PICTURE.leastPx, mostPx: PICTURE.mostPx } : {})
    const pictureId = newId()
    const kept = await this.database.inMerchant(merchantId, async (tx) => {
      await lockMembers(tx, [memberId])
      const now = this.clock.now()
      if ((await picturesSince(tx, memberId, now - DAY)) >= PICTURES_PER_DAY) return null
      await insertPicture(tx, { pictureId, memberId, ...shrunk }, now)
      return now
    })
    if (kept === null) return refuse('picture-too-many', { perDay: PICTURES_PER_DAY })
    await this.ask(merchantId, { pictureId, memberId })
    return this.seen(merchantId, this.clock.now())({ id: pictureId, width: shrunk.width, height: shrunk.height, state: 'waiting', label: '', at: '' }, false)
  }

  /** One size of a picture, by an address that was made here. Null: it leads nowhere, or no longer. */
  async read(sealed: string): Promise<{ bytes: Buffer; pictureId: string; size: PictureSize; lasting: boolean } | null> {
    const at = this.address.open(sealed, this.clock.now())
    if (!at) return null
    const [found] = await this.database.read<{ bytes: Buffer; shown: boolean }>(at.merchantId, pictureBytes(at.merchantId, at.pictureId, at.size))
    if (!found || (at.untilMinute === null && !found.shown)) return null
    return { bytes: found.bytes, pictureId: at.pictureId, size: at.size, lasting: at.untilMinute === null }
  }

  /** WeChat's answer about a picture; false where no shop asked under that trace (not yet, or the picture is gone). */
  async answered(verdict: MediaVerdict): Promise<boolean> {
    const merchantId = await this.waiting(verdict.traceId)
    if (!merchantId) return false
    const [found] = await this.database.read<{ picture_id: string; member_id: MemberId }>(merchantId, pictureOfTrace(merchantId, verdict.traceId))
    if (found) await this.judge(merchantId, { pictureId: found.picture_id, memberId: found.member_id }, verdict.suggest ?? 'unchecked', verdict.suggest === null ? 'no-answer' : labelOf(verdict.label))
    return true
  }

  /** How pages reach a merchant's pictures. */
  seen = (merchantId: MerchantId, now: Instant) => (row: PictureRow, lasting: boolean): PostShown['pictures'][number] => {
    const at = (size: PictureSize): string => (lasting ? this.address.lasting(merchantId, row.id, size) : this.address.passing(merchantId, row.id, size, now))
    return { pictureId: row.id, url: at('large'), smallUrl: at('small'), width: row.width, height: row.height }
  }

  /** How the owner's queue does, in every state of a post. */
  queued = (merchantId: MerchantId, now: Instant) => (row: PictureRow): QueueShown['pictures'][number] => {
    const late = row.state === 'waiting' && now - Date.parse(row.at) > ANSWER_WITHIN
    return { ...this.seen(merchantId, now)(row, false), check: late ? 'unchecked' : row.state, label: late ? 'no-answer' : row.label }
  }

  /** Fails closed: who cannot be asked about, or is not answered for, goes to the owner. */
  private async ask(merchantId: MerchantId, p: { pictureId: string; memberId: MemberId }): Promise<void> {
    const [who] = await this.database.read<{ wx_openid: string | null }>(merchantId, checkee(merchantId, p.memberId))
    const origin = this.origin()
    const { client } = this.wechat
    if (!client || !origin || !who?.wx_openid || !this.wechat.pushToken) return this.judge(merchantId, p, 'unchecked', !who?.wx_openid && client ? 'no-openid' : 'no-wechat')
    const asked = await client.checkMedia({ openId: who.wx_openid, scene: SCENE, mediaUrl: origin + this.address.passing(merchantId, p.pictureId, 'large', this.clock.now()) })
    if (!asked.ok) return this.judge(merchantId, p, 'unchecked', 'no-answer')
    await this.database.inMerchant(merchantId, (tx) => writeTrace(tx, p.pictureId, asked.value.traceId))
  }

  private async judge(merchantId: MerchantId, p: { pictureId: string; memberId: MemberId }, state: JudgePicture['state'], label: string): Promise<void> {
    const { approveByRule } = rulesOf(await this.database.read<{ key: string; value: unknown }>(merchantId, communitySettingRows(merchantId)))
    await this.groupCommit.submit(judgePicture, { merchantId, actor: 'system', key: newId(), request: { ...p, state, label, approveByRule } })
  }

  /** Where WeChat fetches a picture. The sandbox lives in this process and fetches from where it listens, as WeChat would from outside. */
  private origin(): string | null {
    const { sandbox } = this.wechat
    if (!sandbox) return this.config.publicUrl?.replace(/\/$/, '') ?? null
    const at = (this.host.httpAdapter.getHttpServer() as { address(): AddressInfo | string | null }).address()
    if (at === null || typeof at === 'string') return null
    const origin = `http://127.0.0.1:${at.port}`
    sandbox.pushTo(`${origin}/api/wechat/push`, this.wechat.pushToken!)
    return origin
  }

  /** WeChat may be quicker than the commit of the trace it gave us: that moment is waited out. */
  private async waiting(trace: string): Promise<MerchantId | null> {
    for (let look = 0; look < 8; look++) {
      const merchantId = await this.doors.merchantOfTrace(trace)
      if (merchantId) return merchantId
      await new Promise((go) => { setTimeout(go, 150).unref() })
    }
    return null
  }
}
