import * as z from 'zod/mini'

/** RFC 9457. `code` and `facts` are for programs, `detail` is the sentence for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  facts: z.optional(z.record(z.string(), z.unknown())),
  detail: z.optional(z.string()),
  /** for 400: which fields, and what is wrong with each */
  fields: z.optional(z.array(z.object({ path: z.string(), code: z.string(), message: z.string() }))),
  correlationId: z.string(),
})
export type Problem = z.output<typeof Problem>
