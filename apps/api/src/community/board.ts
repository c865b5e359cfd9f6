import { assert, DAY, MINUTE, type Instant, type MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant } from '../platform/group-commit/index.js'
import { recordAudit } from '../audit/index.js'
import { askedAbout, writeConsent } from '../consent/index.js'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import { awardedPosts, insertAward, insertItems, lockItems, openTopics, resolveReports, writeAppeal, writeDecisions, writeHeld, writtenSince, type Decision, type Item, type NewItem } from './board.rows.js'
import type { Verdict } from './judge-text.js'
import { answerPictures, attachPictures, lockPictures, type PictureOfPost, type PictureState } from './picture.rows.js'

/** What an act wants of the board. */
export interface BoardNeed {
  /** who writes: what they wrote lately is counted */
  readonly writer?: MemberId
  readonly topicId?: string
  /** a post or comment that is decided about, or a post that is answered */
  readonly itemId?: string
  /** pictures that are put into a post, or whose check has ended: their posts come along */
  readonly pictureIds?: readonly string[]
}

export interface Award {
  readonly postId: string
  readonly memberId: MemberId
  /** of the merchant's calendar */
  readonly day: string
  readonly points: number
}

/** The board of a batch: items as they stand after its earlier acts, and what is to be written. */
export class BoardOfBatch {
  readonly written: NewItem[] = []
  readonly decisions: Decision[] = []
  readonly awards: Award[] = []
  readonly appeals: { readonly postId: string; readonly text: string }[] = []
  readonly messages: NewMessage[] = []
  readonly held: { readonly itemId: string; readonly verdict: Verdict }[] = []
  readonly attached: { readonly pictureId: string; readonly postId: string; readonly place: number }[] = []
  readonly answered: { readonly pictureId: string; readonly state: PictureState; readonly label: string }[] = []
  /** who writes for the first time: the page says what becomes of it, and sending it is the yes */
  readonly agreed: MemberId[] = []

  constructor(
    private readonly items: ReadonlyMap<string, Item>,
    private readonly topics: ReadonlySet<string>,
    private readonly rewarded: Set<string>,
    private readonly pace: Map<MemberId, { inMinute: number; inDay: number }>,
    private readonly consent: Map<MemberId, boolean>,
    private readonly pictures: ReadonlyMap<string, PictureOfPost>,
  ) {}

  item = (id: string): Item | undefined => this.items.get(id)
  picture = (id: string): PictureOfPost | undefined => this.pictures.get(id)
  picturesOf = (postId: string): PictureOfPost[] => [...this.pictures.values()].filter((p) => p.postId === postId)
  isOpen = (topicId: string): boolean => this.topics.has(topicId)
  isRewarded = (postId: string): boolean => this.rewarded.has(postId)
  paceOf = (id: MemberId): { inMinute: number; inDay: number } => this.pace.get(id) ?? { inMinute: 0, inDay: 0 }

  /** whether a member took back that they may be heard here */
  isSilent = (id: MemberId): boolean => this.consent.get(id) === false

  write(item: NewItem): void {
    if (!this.consent.has(item.memberId)) this.agreed.push(item.memberId)
    this.consent.set(item.memberId, true)
    const pace = this.paceOf(item.memberId)
    this.pace.set(item.memberId, { inMinute: pace.inMinute + 1, inDay: pace.inDay + 1 })
    this.written.push(item)
    for (const [place, id] of (item.pictures ?? []).entries()) {
      Object.assign(this.pictures.get(id)!, { postId: item.itemId, place })
      this.attached.push({ pictureId: id, postId: item.itemId, place })
    }
  }

  /** Moves an item to a state. What was shown once stays known as such. */
  decide(item: Item, d: Pick<Decision, 'state' | 'verdict' | 'decidedBy' | 'reason'>, now: Instant): void {
    const commentsBy = (d.state === 'shown' ? 1 : 0) - (item.state === 'shown' ? 1 : 0)
    const shownAt = item.shownAt ?? (d.state === 'shown' ? now : null)
    this.decisions.push({ ...d, itemId: item.itemId, kind: item.kind, from: item.state, shownAt, commentsBy, parentId: item.parentId })
    item.state = d.state
    item.shownAt = shownAt
  }

  /** Its words would let it be shown; its pictures are still looked at. */
  hold(item: Item, verdict: Verdict): void {
    item.verdict = verdict
    this.held.push({ itemId: item.itemId, verdict })
  }

  /** What the check said of a picture; the first answer stands. */
  answer(picture: PictureOfPost, state: PictureState, label: string): void {
    Object.assign(picture, { state, label })
    this.answered.push({ pictureId: picture.pictureId, state, label })
  }

  /** Back to the queue with what was said then, so that whoever decides anew sees both sides. */
  appeal(item: Item, text: string, now: Instant): void {
    this.decide(item, { state: 'queued', verdict: null, decidedBy: `member:${item.memberId}`, reason: item.reason }, now)
    this.appeals.push({ postId: item.itemId, text })
    item.appealedAt = now
  }

  reward(award: Award): void {
    this.rewarded.add(award.postId)
    this.awards.push(award)
  }
}

class Board implements Participant<BoardNeed, BoardOfBatch> {
  readonly name = 'board'
  readonly order = 60
  readonly need = (need: BoardNeed) => needOf<BoardNeed, BoardOfBatch>(this, need)

  async read(tx: Tx, needs: readonly BoardNeed[], now: Instant): Promise<BoardOfBatch> {
    const asked = unique(needs.flatMap((n) => n.pictureIds ?? []))
    const named = unique(needs.map((n) => n.itemId))
    const pictures = asked.length + named.length > 0 ? await picturesFor(tx, asked, named) : []
    const ids = unique([...named, ...pictures.map((p) => p.postId ?? undefined)])
    const topics = unique(needs.map((n) => n.topicId))
    const writers = unique(needs.map((n) => n.writer))
    const [items, open, rewarded, pace, consent] = await Promise.all([
      lockItems(tx, ids),
      topics.length > 0 ? openTopics(tx, topics) : [],
      ids.length > 0 ? awardedPosts(tx, ids) : [],
      writers.length > 0 ? writtenSince(tx, writers, now - MINUTE, now - DAY) : [],
      writers.length > 0 ? askedAbout(tx, writers, 'community') : new Map<MemberId, boolean>(),
    ])
    return new BoardOfBatch(
      new Map(items.map((i) => [i.itemId, i])), new Set(open.map((t) => t.topic_id)), new Set(rewarded.map((r) => r.post_id)),
      new Map(pace.map((p) => [p.member_id, { inMinute: p.in_minute, inDay: p.in_day }])), consent, new Map(pictures.map((p) => [p.pictureId, p])),
    )
  }

  async write(tx: Tx, state: BoardOfBatch, now: Instant): Promise<void> {
    for (const memberId of state.agreed) await writeConsent(tx, { memberId, purpose: 'community', given: true, place: 'post' }, now)
    await insertItems(tx, state.written, now)
    if (state.attached.length > 0) assert((await attachPictures(tx, state.attached)) === state.attached.length, 'a picture is in one post')
    if (state.answered.length > 0) assert((await answerPictures(tx, state.answered, now)) === state.answered.length, 'a picture is answered for once')
    if (state.held.length > 0) assert((await writeHeld(tx, state.held)) === state.held.length, 'a held post changed under its lock')
    const changed = await writeDecisions(tx, state.decisions, now)
    assert(changed === state.decisions.length, 'an item changed under its lock')
    for (const a of state.appeals) assert((await writeAppeal(tx, a, now)) === 1, 'a post is appealed for once')
    const decided = state.decisions.filter((d) => d.decidedBy !== 'rule').map((d) => d.itemId)
    if (decided.length > 0) await resolveReports(tx, decided, now)
    for (const d of state.decisions) if (d.decidedBy.startsWith('staff:')) await recordAudit(tx, { actor: d.decidedBy, action: 'decide-post', subject: `${d.kind}:${d.itemId}`, before: { state: d.from }, after: { state: d.state }, reason: d.reason }, now)
    if (state.messages.length > 0) await sendMessages(tx, state.messages, now)
    for (const award of state.awards) assert((await insertAward(tx, award, now)) === 1, 'a post is rewarded once')
  }
}

const unique = <T>(list: readonly (T | undefined)[]): T[] => [...new Set(list.filter((x): x is T => x !== undefined))]

/** The pictures that are asked for, and all of the posts that are named or that those stand in. */
async function picturesFor(tx: Tx, asked: readonly string[], named: readonly string[]): Promise<PictureOfPost[]> {
  const first = await lockPictures(tx, asked, named)
  const others = unique(first.map((p) => p.postId ?? undefined)).filter((id) => !named.includes(id))
  return others.length === 0 ? first : lockPictures(tx, asked, [...named, ...others])
}

/** The community's share of a batch. */
export const board = new Board()
