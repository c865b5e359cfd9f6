export function isCalledHere(name: string, access: readonly string[]): boolean
