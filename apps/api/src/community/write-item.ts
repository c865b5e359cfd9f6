import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { board } from './board.js'

/** What one member may write: enough for a talk, too little for a flood. */
export const PACE = { perMinute: 5, perDay: 100 } as const

export interface WritePost { readonly memberId: MemberId; readonly topicId: string; readonly body: string; readonly pictures: readonly string[] }
export interface WriteComment { readonly memberId: MemberId; readonly postId: string; readonly body: string }
export interface Written { readonly itemId: string }

/** Writes a post that nobody else sees yet. */
export const writePost: ActKind<WritePost, Written> = {
  name: 'write-post',
  members: (r) => [r.memberId],
  needs: (r) => [board.need({ writer: r.memberId, topicId: r.topicId, pictureIds: r.pictures })],
  decide(r, batch, { actId }) {
    const seen = batch.of(board)
    if (!seen.isOpen(r.topicId)) return { ok: false, refusal: { code: 'topic-closed', facts: { topicId: r.topicId } } }
    if (seen.isSilent(r.memberId)) return { ok: false, refusal: { code: 'consent-withdrawn', facts: { purpose: 'community' } } }
    if (isTooOften(seen.paceOf(r.memberId))) return tooOften
    const gone = r.pictures.find((id) => { const p = seen.picture(id); return !p || p.memberId !== r.memberId || p.postId !== null })
    if (gone) return { ok: false, refusal: { code: 'picture-gone', facts: { pictureId: gone } } }
    seen.write({ itemId: actId, kind: 'post', parentId: r.topicId, memberId: r.memberId, body: r.body, pictures: r.pictures })
    return { ok: true, answer: { itemId: actId } }
  },
}

/** Answers a post that is shown. */
export const writeComment: ActKind<WriteComment, Written> = {
  name: 'write-comment',
  members: (r) => [r.memberId],
  needs: (r) => [board.need({ writer: r.memberId, itemId: r.postId })],
  decide(r, batch, { actId }) {
    const seen = batch.of(board)
    const post = seen.item(r.postId)
    if (!post || post.kind !== 'post' || post.state !== 'shown') return { ok: false, refusal: { code: 'post-gone', facts: { postId: r.postId } } }
    if (seen.isSilent(r.memberId)) return { ok: false, refusal: { code: 'consent-withdrawn', facts: { purpose: 'community' } } }
    if (isTooOften(seen.paceOf(r.memberId))) return tooOften
    seen.write({ itemId: actId, kind: 'comment', parentId: r.postId, memberId: r.memberId, body: r.body })
    return { ok: true, answer: { itemId: actId } }
  },
}

const isTooOften = (pace: { inMinute: number; inDay: number }): boolean => pace.inMinute >= PACE.perMinute || pace.inDay >= PACE.perDay
const tooOften = { ok: false, refusal: { code: 'posting-too-often', facts: { perMinute: PACE.perMinute, perDay: PACE.perDay } } } as const
