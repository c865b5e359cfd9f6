import type { MemberId } from '@huitou/units'
import type { ActContext, ActKind, BatchStates, NeedOf, Nudge } from '../platform/group-commit/index.js'
import { awardPost } from './award-post.js'
import { board } from './board.js'
import type { Item, ItemKind, ItemState } from './board.rows.js'
import { afterChecks } from './judge-pictures.js'
import { isUseful, type Verdict } from './judge-text.js'
import type { PictureState } from './picture.rows.js'
import { pointsBook } from '../points/index.js'

/** What the checks said of a new text, and whether the shop lets a clear pass be shown by rule. */
export interface JudgeItem { readonly itemId: string; readonly memberId: MemberId; readonly verdict: Verdict; readonly approveByRule: boolean }
export interface JudgePicture { readonly pictureId: string; readonly memberId: MemberId; readonly state: Exclude<PictureState, 'waiting'>; readonly label: string; readonly approveByRule: boolean }
export interface DecideItem { readonly itemId: string; readonly memberId: MemberId; readonly decision: 'approve' | 'reject' | 'remove'; readonly reason: string; readonly useful: boolean; readonly staffId: string }
export interface TakeBack { readonly itemId: string; readonly memberId: MemberId }
export interface AppealItem { readonly itemId: string; readonly memberId: MemberId; readonly text: string }
export interface Decided { readonly itemId: string; readonly kind: ItemKind; readonly state: ItemState; readonly firstShown: boolean }

/** Showing a post may give its author points, so the author's book is read beside the board. */
const needsOf = (r: { itemId: string; memberId: MemberId }): NeedOf[] => [board.need({ itemId: r.itemId }), pointsBook.need({ memberId: r.memberId })]

/** Applies a verdict to a text that nobody else has seen. A text already decided about stays as it is. */
export const judgeItem: ActKind<JudgeItem, Decided> = {
  name: 'judge-item',
  members: (r) => [r.memberId],
  needs: needsOf,
  decide(r, batch, ctx) {
    const item = batch.of(board).item(r.itemId)
    if (!item) return unknown(r.itemId)
    if (item.state !== 'checking') return { ok: true, answer: { itemId: item.itemId, kind: item.kind, state: item.state, firstShown: false } }
    return settle(item, r.verdict, r.approveByRule, batch, ctx)
  },
}

/** What the check said of a picture. A post that waited for it alone goes on; the first answer stands. */
export const judgePicture: ActKind<JudgePicture, { readonly state: PictureState }> = {
  name: 'judge-picture',
  members: (r) => [r.memberId],
  needs: (r) => [board.need({ pictureIds: [r.pictureId] }), pointsBook.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const seen = batch.of(board)
    const picture = seen.picture(r.pictureId)
    if (!picture) return unknown(r.pictureId)
    if (picture.state !== 'waiting') return { ok: true, answer: { state: picture.state } }
    seen.answer(picture, r.state, r.label)
    const item = picture.postId === null ? undefined : seen.item(picture.postId)
    // words that are not judged yet: whoever judges them sees this picture
    if (!item || item.state !== 'checking' || item.verdict === null) return { ok: true, answer: { state: r.state } }
    const done = settle(item, item.verdict, r.approveByRule, batch, ctx)
    return { ok: true, answer: { state: r.state }, nudges: done.nudges }
  },
}

/** A post or comment goes where the checks of its words and pictures lead. */
function settle(item: Item, words: Verdict, approveByRule: boolean, batch: BatchStates, ctx: ActContext) {
  const seen = batch.of(board)
  const { state, verdict } = afterChecks(words, seen.picturesOf(item.itemId), approveByRule)
  if (state === 'checking') seen.hold(item, verdict)
  else seen.decide(item, { state, verdict, decidedBy: 'rule', reason: state === 'rejected' ? verdict.label : '' }, ctx.now)
  if (state === 'shown') onShown(item, isUseful(item.body), batch, ctx)
  // the owner's queue holds it while its pictures are looked at, too
  return { ok: true, answer: { itemId: item.itemId, kind: item.kind, state, firstShown: state === 'shown' }, nudges: nudgesOf(item.memberId, item.itemId, state === 'checking' ? 'queued' : state) } as const
}

/** The owner's decision. A refusal needs a reason, since its author reads it. */
export const decideItem: ActKind<DecideItem, Decided> = {
  name: 'decide-item',
  members: (r) => [r.memberId],
  needs: needsOf,
  decide(r, batch, ctx) {
    const { now } = ctx
    const seen = batch.of(board)
    const item = seen.item(r.itemId)
    if (!item) return unknown(r.itemId)
    if (r.decision !== 'approve' && r.reason === '') return { ok: false, refusal: { code: 'reason-missing', facts: {} } }
    const state = r.decision === 'approve' ? 'shown' : r.decision === 'reject' ? 'rejected' : 'removed'
    const firstShown = state === 'shown' && item.shownAt === null
    seen.decide(item, { state, verdict: null, decidedBy: `staff:${r.staffId}`, reason: r.reason }, now)
    if (firstShown) onShown(item, r.useful || isUseful(item.body), batch, ctx)
    else if (state === 'shown' && r.useful) awardPost(item, batch, ctx)
    else if (state !== 'shown') seen.messages.push({ memberId: item.memberId, kind: 'community', title: { code: item.kind === 'post' ? 'inbox-post-rejected' : 'inbox-comment-rejected', facts: { reason: r.reason } }, link: 'community/feed' })
    return { ok: true, answer: { itemId: item.itemId, kind: item.kind, state, firstShown }, nudges: nudgesOf(item.memberId, item.itemId, state) }
  },
}

/** An author takes a text back. */
export const takeBack: ActKind<TakeBack, Decided> = {
  name: 'take-back-item',
  members: (r) => [r.memberId],
  needs: (r) => [board.need({ itemId: r.itemId })],
  decide(r, batch, { now }) {
    const seen = batch.of(board)
    const item = seen.item(r.itemId)
    if (!item || item.memberId !== r.memberId) return unknown(r.itemId)
    if (item.state !== 'removed') seen.decide(item, { state: 'removed', verdict: null, decidedBy: `member:${r.memberId}`, reason: '' }, now)
    return { ok: true, answer: { itemId: item.itemId, kind: item.kind, state: 'removed', firstShown: false }, nudges: nudgesOf(item.memberId, item.itemId, 'removed') }
  },
}

/** An author asks, once and in their own words, that a rejected post is looked at again by a person. */
export const appealItem: ActKind<AppealItem, Decided> = {
  name: 'appeal-item',
  members: (r) => [r.memberId],
  needs: (r) => [board.need({ itemId: r.itemId })],
  decide(r, batch, { now }) {
    const seen = batch.of(board)
    const item = seen.item(r.itemId)
    if (!item || item.memberId !== r.memberId || item.kind !== 'post') return unknown(r.itemId)
    if (item.appealedAt !== null) return { ok: false, refusal: { code: 'appealed-already', facts: { itemId: r.itemId } } }
    if (item.state !== 'rejected') return { ok: false, refusal: { code: 'not-rejected', facts: { itemId: r.itemId } } }
    seen.appeal(item, r.text, now)
    return { ok: true, answer: { itemId: item.itemId, kind: item.kind, state: 'queued', firstShown: false }, nudges: nudgesOf(item.memberId, item.itemId, 'queued') }
  },
}

/** Its first showing: points for a useful post, and word to whoever waits for it. */
function onShown(item: Item, useful: boolean, batch: BatchStates, ctx: ActContext): void {
  const { messages } = batch.of(board)
  if (item.kind === 'post') {
    const points = useful ? awardPost(item, batch, ctx) : 0
    messages.push({ memberId: item.memberId, kind: 'community', title: { code: points > 0 ? 'inbox-post-points' : 'inbox-post-shown', facts: { points } }, link: `community/thread?id=${item.itemId}`, onceKey: `post-shown/${item.itemId}` })
  } else if (item.parentAuthor && item.parentAuthor !== item.memberId) {
    messages.push({ memberId: item.parentAuthor, kind: 'community', title: { code: 'inbox-post-answered', facts: {} }, body: { code: 'inbox-quoted', facts: { text: item.body.slice(0, 60) } }, link: `community/thread?id=${item.parentId}`, onceKey: `answered/${item.itemId}` })
  }
}

const unknown = (itemId: string) => ({ ok: false, refusal: { code: 'item-unknown', facts: { itemId } } }) as const

/** The author's screens re-read; the owner's queue does when something joined or left it. */
const nudgesOf = (memberId: MemberId, itemId: string, state: ItemState): Nudge[] => [
  { topic: 'community', audience: `member:${memberId}`, ref: itemId },
  ...(state === 'shown' || state === 'rejected' || state === 'removed' || state === 'queued' ? [{ topic: 'community', audience: 'staff', ref: itemId }] : []),
]
