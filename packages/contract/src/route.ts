import type * as z from 'zod/mini'

/** Who may call: staff roles include the higher ones (clerk < manager < owner); `till` is a staff token of an open shift at a registered till. */
export type Access = 'public' | 'member' | 'clerk' | 'manager' | 'owner' | 'till' | `integration:${string}`

/** One operation of the API: it validates on the server, types the clients and becomes the OpenAPI document. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** "/api/members/{memberId}" */
  readonly path: string
  readonly summary: string
  readonly room: string
  /** Any one of these lets a caller in. There is no default: a route without it fails the build. */
  readonly access: readonly Access[]
  readonly params?: z.ZodMiniType
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  readonly ok: z.ZodMiniType
  readonly status?: 200 | 201 | 202
  /** An act: the header Idempotency-Key is required. */
  readonly act?: true
  /** Codes of the refusals it may answer with (409), in order of precedence. */
  readonly refusals?: readonly string[]
  /** The body is the file itself (application/octet-stream), or the reply is not JSON. */
  readonly raw?: 'request' | 'reply' | 'events'
  /** The file comes as this field of a form (multipart/form-data), the only way a mini-program can send one. */
  readonly form?: string
  /** The media type of a reply that is not JSON; text/csv where nothing is said. */
  readonly replies?: string
}

export const route = <const R extends Route>(r: R): R => r

// z.object({}) is typed as an object that may hold no key at all; beside other parts it must mean "nothing more"
type Open<T> = string extends keyof T ? Record<never, never> : T
type Out<T> = T extends z.ZodMiniType ? Open<z.output<T>> : Record<never, never>
type In<T> = T extends z.ZodMiniType ? Open<z.input<T>> : Record<never, never>

/** What a handler gets: params, query and body of the route in one object, validated. */
export type InputOf<R extends Route> = Out<R['params']> & Out<R['query']> & Out<R['body']>
/** What a caller hands to the client: the same, before defaults are filled in. */
export type SendOf<R extends Route> = In<R['params']> & In<R['query']> & In<R['body']>
/** What the route answers. */
export type ReplyOf<R extends Route> = z.input<R['ok']>
export type AnswerOf<R extends Route> = z.output<R['ok']>
