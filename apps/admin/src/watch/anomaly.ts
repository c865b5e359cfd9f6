import type { Answer } from '../platform/ask'
import type { Figures } from '../platform/figures'

export type Anomaly = Answer<'listAnomalies'>['items'][number]
export type Detail = Answer<'readAnomaly'>

/** The span of an anomaly as a clerk would tell it. */
export const spanOf = (a: Anomaly, f: Figures): string => (a.firstAt === a.lastAt || a.kind === 'refund-after-spend' ? f.moment(a.lastAt) : `${f.moment(a.firstAt)}–${f.time(a.lastAt)}`)
