import { createClient, routes } from '@huitou/contract'
import type { Transport } from '@huitou/contract'
import { lineIs } from './online'
import { Problem, problemOf } from './problem'
import { keepSession, keepTokens, session } from './session'

const ask = async (request: Parameters<Transport>[0], access?: string): Promise<{ status: number; answer: unknown }> => {
  let reply: Response
  try {
    reply = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, ...(access ? { authorization: `Bearer ${access}` } : {}) },
      ...(request.body === undefined ? {} : { body: request.body instanceof Blob ? request.body : JSON.stringify(request.body) }),
    })
  } catch {
    if (!navigator.onLine) lineIs(false)
    throw new Problem('offline', 'offline', {}, null, 0, '')
  }
  lineIs(true)
  const text = await reply.text()
  const json = reply.headers.get('content-type')?.includes('json')
  const answer: unknown = text ? (json ? JSON.parse(text) : text) : undefined
  if (reply.status >= 400) throw problemOf(reply.status, answer, reply.headers.get('x-correlation-id'))
  return { status: reply.status, answer }
}

let renewing: Promise<boolean> | null = null

/** One renewal at a time, over all windows of this browser: a refresh token is good for one use. */
export function renew(spent: string): Promise<boolean> {
  renewing ??= (async () => {
    const work = async (): Promise<boolean> => {
      const held = session()
      if (!held) return false
      if (held.tokens.accessToken !== spent) return true // another window was faster
      try {
        const { answer } = await ask({ method: 'POST', url: '/api/session/refresh', headers: { 'content-type': 'application/json' }, body: { refreshToken: held.tokens.refreshToken } })
        keepTokens(answer as Parameters<typeof keepTokens>[0])
        return true
      } catch (e) {
        if (e instanceof Problem && (e.kind === 'refusal' || e.kind === 'signed-out')) keepSession(null)
        return false
      }
    }
    try {
      return navigator.locks ? await navigator.locks.request('huitou.renew', work) : await work()
    } finally {
      renewing = null
    }
  })()
  return renewing
}

const transport: Transport = async (request) => {
  const access = session()?.tokens.accessToken
  try {
    return await ask(request, access)
  } catch (e) {
    if (!(e instanceof Problem && e.kind === 'signed-out') || !access || !(await renew(access))) throw e
    return ask(request, session()?.tokens.accessToken)
  }
}

/** Every operation of the API, typed by the contract. Failures are `Problem`s. */
export const api = createClient(routes, transport)

/** A file as the body of a request. */
export const sendFile = async <T>(url: string, file: Blob): Promise<T> => (await transport({ method: 'POST', url, headers: { 'content-type': 'application/octet-stream' }, body: file })).answer as T

/** A file as the answer, saved by the browser under `name`. */
export async function saveFile(url: string, name: string): Promise<void> {
  const { answer } = await transport({ method: 'GET', url, headers: {} })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([String(answer)], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

