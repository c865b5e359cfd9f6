/** How a check's word looks in the queue. */
export const suggestTone = { pass: 'good', review: 'warn', risky: 'bad', unchecked: 'plain' } as const
