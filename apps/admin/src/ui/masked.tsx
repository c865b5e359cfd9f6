/** A masked phone: the four digits one may know it by, the rest as four stars. */
export const masked = (phone: string): string => phone.replace(/\*+/g, ' **** ').trim()
