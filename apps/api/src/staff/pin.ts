const RUN = '01234567890'

/** One digit repeated, or digits counting up or down: what anybody tries first. */
export const isTooSimple = (pin: string): boolean => /^(\d)\1+$/.test(pin) || RUN.includes(pin) || [...RUN].reverse().join('').includes(pin)
