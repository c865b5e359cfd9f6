/** What a clerk sees of a name: the first character, "林**". */
export const maskedName = (name: string): string => {
  const first = [...name.trim()][0]
  return first === undefined ? '' : `${first}**`
}
