/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets a quote in front (OWASP, CSV injection).
 * A plain number keeps its sign.
 */
export function cellOf(text: string): string {
  const risky = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)
  const safe = risky ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** Excel reads UTF-8 only with its mark. */
export const UTF8_MARK = '﻿'
