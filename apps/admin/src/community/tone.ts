/** The check said something of a picture: its label says more than whether it was looked at. */
export const isOfPicture = (check: { readonly label: string }): boolean => check.label.startsWith('picture-')

/** How a check's word looks in the queue. */
export const suggestTone = { pass: 'good', review: 'warn', risky: 'bad', unchecked: 'plain' } as const
