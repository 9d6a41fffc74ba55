import { Temporal } from '#src/kit/dates.ts'

/**
 * Tries that one account has: a date of birth is soon guessed. Enough for somebody who mistypes, far too few for all the birthdays
 * of a working life. Our own figure.
 */
export const TRIES_OF_ACCOUNT = { limit: 10, seconds: 3_600 } as const
/** Tries that one number takes in a day, whoever asks. */
export const TRIES_OF_NUMBER = { limit: 20, seconds: 24 * 3_600 } as const

/** How often the teaching record's word that a number became another is followed. More is a circle. */
export const MOST_HOPS = 3

/** How long the link works that proves the other account's mailbox. As for a new address: it does nothing without a session as well. */
export const JOIN_LINK_HOURS = 24
export const JOIN_LINK_LIFE = Temporal.Duration.from({ hours: JOIN_LINK_HOURS })
/** How long this browser remembers a link that it has opened. */
export const JOIN_LINK_MEMORY = Temporal.Duration.from({ minutes: 60 })

/** How long a number waits for a teaching record that is down. By then its owner has come back or does not need it. */
export const WAITS_FOR = Temporal.Duration.from({ hours: 7 * 24 })

/** "the number ending in 001": for messages, which others may read. */
export const endOf = (trn: string): string => trn.slice(-3)

type RecordedName = { readonly first: string; readonly middle: string; readonly last: string }

/** Whether the name of an account is one of those on the record: case, accents, hyphens and middle names aside. */
export function isNameOf(name: string, recorded: readonly RecordedName[]): boolean {
  const words = wordsOf(name)
  return recorded.some(({ first, middle, last }) => {
    const own = [...wordsOf(first), ...wordsOf(last)]
    const all = new Set([...own, ...wordsOf(middle)])
    return own.every((word) => words.includes(word)) && words.every((word) => all.has(word))
  })
}

/** Letters that no accent can be taken off. */
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' }

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[łøđßæœı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/['’‘.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
