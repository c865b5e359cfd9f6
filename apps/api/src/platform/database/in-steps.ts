/** Rows asked for at once, and rows worked on in one short transaction. */
const PAGE = 10_000

export interface Stepped { readonly member_id: string }

/**
 * Walks what a question finds, by member id, in steps of `step` rows. The question is asked for a large page at a time:
 * a page costs as much as the whole question, whatever it leaves out, so asking it for each step would cost the square.
 * A page holds ids and little more, so a million members need no more memory than one page.
 */
export async function* inSteps<Row extends Stepped>(read: (after: string, most: number) => Promise<Row[]>, step: number, page = PAGE): AsyncGenerator<Row[], void> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await read(last, page)
    for (let from = 0; from < rows.length; from += step) yield rows.slice(from, from + step)
    if (rows.length < page) return
    last = rows.at(-1)!.member_id
  }
}

/** Does a piece of work again and again, each in a transaction of its own, until a piece finds nothing. Answers how many in all. */
export async function untilNone(piece: () => Promise<number>): Promise<number> {
  for (let sum = 0; ;) {
    const some = await piece()
    if (some === 0) return sum
    sum += some
  }
}
