import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import { useRef } from 'react'
import { routes } from '@huitou/contract'
import type { AnswerOf, Route, SendOf } from '@huitou/contract'
import { api } from './call'
import { forgetKey, keyFor } from './act-key'

type Routes = typeof routes
export type Name = keyof Routes
export type Answer<K extends Name> = AnswerOf<Routes[K]>
export type Send<K extends Name> = SendOf<Routes[K]>

const call = <K extends Name>(name: K, input: Send<K>, key?: string): Promise<Answer<K>> =>
  (api[name] as unknown as (i: Send<K>, o?: { key: string }) => Promise<Answer<K>>)(input, key ? { key } : undefined)

/** Reads an operation by its name; the old answer stays while a new one comes. */
export const useRead = <K extends Name>(name: K, input: NoInfer<Send<K>>, opt: { on?: boolean; every?: number | false; fresh?: number; keep?: boolean } = {}): UseQueryResult<Answer<K>> =>
  useQuery<Answer<K>>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: opt.on ?? true,
    refetchInterval: opt.every ?? false,
    staleTime: opt.fresh ?? 15_000,
    ...(opt.keep === false ? {} : { placeholderData: keepPreviousData }),
  }) as UseQueryResult<Answer<K>>

/** A list that grows at its end. */
export function useMore<K extends Name>(name: K, input: NoInfer<Omit<Send<K>, 'cursor'>>, on = true) {
  return useInfiniteQuery({
    queryKey: [name, 'more', input],
    queryFn: ({ pageParam }) => call(name, { ...input, ...(pageParam ? { cursor: pageParam } : {}) } as Send<K>) as Promise<Answer<K> & { next: string | null }>,
    initialPageParam: '',
    getNextPageParam: (last) => (last as { next: string | null }).next ?? undefined,
    enabled: on,
  })
}

/**
 * Does an act. Its Idempotency-Key is made and stored before the request leaves, and stays with the same request until an
 * answer (yes or no) has come: sending again after a lost reply is the same act.
 */
export function useAct<K extends Name>(name: K, opt: { rereads?: readonly Name[]; done?: (answer: Answer<K>, input: Send<K>) => void; failed?: (error: unknown) => void } = {}): UseMutationResult<Answer<K>, Error, Send<K>> {
  const queries = useQueryClient()
  const held = useRef(opt)
  held.current = opt
  return useMutation<Answer<K>, Error, Send<K>>({
    mutationFn: async (input) => {
      const route: Route = routes[name]
      if (!route.act) return call(name, input)
      const key = keyFor(name, input)
      try {
        const answer = await call(name, input, key)
        forgetKey(name, input)
        return answer
      } catch (e) {
        forgetKey(name, input, e)
        throw e
      }
    },
    onSuccess: async (answer, input) => {
      await Promise.all((held.current.rereads ?? []).map((read) => queries.invalidateQueries({ queryKey: [read] })))
      held.current.done?.(answer, input)
    },
    onError: (e) => held.current.failed?.(e),
  })
}
