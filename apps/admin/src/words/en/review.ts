import type { review as zh } from '../zh/review'

export const review: typeof zh = {
  title: 'Reviews', sub: 'By people who bought it, once for each item', waiting: (n) => `${n} wait for you`, calm: 'Nothing waits', standing: (mean, n) => `${mean} of 5 on average, ${n} shown`, none: 'None is shown yet',
  tabs: { waiting: 'Waiting', unanswered: 'No answer', shown: 'Shown', rejected: 'Sent back' }, allStars: 'All', stars: (n) => `${n} of 5`, more: 'Show more', pickOne: 'Pick one on the left',
  emptyTitle: 'All read', emptyHint: 'What passes the checks is shown by itself; only the doubtful comes here.', emptyOther: 'Nothing here', clear: 'All stars',
  order: 'Order', bought: 'Bought', product: 'Product', refunded: 'Went back later', since: 'Bought since', sinceN: (n) => (n === '1' ? '1 order' : `${n} orders`), written: 'Wrote', writtenN: (n) => (n === '1' ? '1 review' : `${n} reviews`), edited: 'Changed', points: 'Got', pointsN: (n) => (n === '1' ? '1 point' : `${n} points`), noPoints: 'no points', openMember: 'Open the member', facts: 'This one',
  how: 'What to do', approve: 'Show', approveHint: 'Everybody can read it; points by the rule', reject: 'Send back', rejectHint: 'Only the author sees it, with a reason', hide: 'Take down', hideHint: 'Nobody else sees it; points stay', reason: 'A word to the author', reasonHint: 'the author reads it', reasonMissing: 'Say why it goes back', decide: 'Do it',
  reply: 'Answer of the shop', replyHint: 'below the review, for everybody', replyAct: 'Send the answer', replyAgain: 'Replace the answer', replied: (at) => `Answered ${at}`, done: { approve: 'Shown', reject: 'Sent back', reply: 'The answer stands' },
  states: { checking: 'Being checked', queued: 'Waiting', shown: 'Shown', rejected: 'Sent back', removed: 'Withdrawn' },
}
