import { z } from 'zod'

/** Characters that nobody sees and pasting brings along. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const SEPARATORS = /[\s().,\-‐-―/\\]/g

/** Longest answers. Names: standards allow 100 characters at least; addresses: RFC 5321. */
export const LIMITS = { name: 300, email: 254, text: 500, longText: 4000 } as const

type Complain = (message: string) => never

/** A field whose input is one typed string. `read` gets "" when nothing was sent, and complains with what to do. */
const field = <Value>(read: (typed: string, complain: Complain) => Value) =>
  z
    .custom<string>(() => true)
    .transform((input, context): Value => {
      const complain: Complain = (message) => {
        context.addIssue({ code: 'custom', message })
        throw new Complaint()
      }
      return orNever(() => read(one(input), complain))
    })

/** An answer that may be left out: null then. Say "(optional)" in the label. */
export const optional = <Schema extends z.ZodType<unknown, string>>(schema: Schema) =>
  z
    .custom<string>(() => true)
    .transform((input, context): z.output<Schema> | null => {
      if (visible(one(input)) === '') return null
      const result = schema.safeParse(one(input))
      if (result.success) return result.data
      for (const { message } of result.error.issues) context.addIssue({ code: 'custom', message })
      return z.NEVER
    })

type Asked = { readonly missing: string }
type Sized = Asked & {
  /** How the message begins: "Reason" gives "Reason must be 500 characters or less". */ readonly label: string
  readonly max?: number
}

/** One line of words. */
export const text = ({ missing, label, max = LIMITS.text }: Sized) =>
  field((typed, complain) => withinLength(oneLine(typed) || complain(missing), { label, max, complain }))

/** Words on several lines. A line ending counts as one character, as the browser's own counter does. */
export const longText = ({ missing, label, max = LIMITS.longText }: Sized) =>
  field((typed, complain) => {
    const words = visible(typed.replace(/\r\n?/g, '\n'))
    return withinLength(words || complain(missing), { label, max, complain })
  })

/** Any name that a person may have: one letter, digits, accents and apostrophes included. */
export const name = ({ missing, label = 'Name' }: Asked & { readonly label?: string }) =>
  text({ missing, label, max: LIMITS.name })

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/i
const EMAIL_FORMAT = 'Enter an email address in the correct format, like name@example.com'

/** An e-mail address as it was typed, without spaces and invisible characters. Compare addresses folded to lower case. */
export const email = ({ missing }: Asked) =>
  field((typed, complain) => {
    const address = typed
      .replace(INVISIBLE, '')
      .replace(/\s/g, '')
      .replace(/[‘’]/g, "'")
      .replace(/^mailto:/i, '')
    if (address === '') complain(missing)
    const at = address.lastIndexOf('@')
    const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
    const fits = at > 0 && local.length <= 64 && address.length <= LIMITS.email
    return fits && LOCAL_PART.test(local) && DOMAIN.test(domain) ? address : complain(EMAIL_FORMAT)
  })

/** Teacher reference number: 7 digits, however they were written ("RP 12/34567"). */
export const trn = ({ missing }: Asked) =>
  digits({ missing, length: 7, wrong: 'Teacher reference number (TRN) must include 7 numbers', prefix: /^(TRN|RP)+/ })

/** A school's unique reference number in GIAS. */
export const urn = ({ missing }: Asked) =>
  digits({ missing, length: 6, wrong: 'Unique reference number (URN) must include 6 numbers', prefix: /^URN/ })

/** UK provider reference number. */
export const ukprn = ({ missing }: Asked) =>
  digits({ missing, length: 8, wrong: 'UK provider reference number (UKPRN) must include 8 numbers', prefix: /^UKPRN/ })

const NI_NUMBER = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$/

/** National Insurance number. Used to match a teaching record and then dropped: never kept, never proof of who somebody is. */
export const niNumber = ({ missing }: Asked) =>
  field((typed, complain) => {
    const number = code(typed) || complain(missing)
    return NI_NUMBER.test(number)
      ? number
      : complain('Enter a National Insurance number in the correct format, like QQ 12 34 56 C')
  })

type Counted = Asked & { readonly label: string; readonly min?: number; readonly max?: number }

/** A whole number; commas, spaces and £ are ignored. */
export const wholeNumber = ({ missing, label, min = 0, max = Number.MAX_SAFE_INTEGER }: Counted) =>
  field((typed, complain) => {
    const figures = typed.replace(INVISIBLE, '').replace(/[\s,£]/g, '') || complain(missing)
    if (!/^[-−]?[0-9]+(\.[0-9]*)?$/.test(figures)) complain(`${label} must be a number`)
    const number = Number(figures.replace('−', '-'))
    if (!Number.isInteger(number)) complain(`${label} must be a whole number`)
    if (number < min) complain(`${label} must be ${grouped(min)} or more`)
    if (number > max) complain(`${label} must be ${grouped(max)} or less`)
    return number
  })

/** One of a set of radio buttons or of a select. `schema.meta()?.choices` lists them. */
export const oneOf = <const Choice extends string>(choices: readonly Choice[], missing: string) =>
  field((typed, complain) => choices.find((choice) => choice === typed) ?? complain(missing)).meta({ choices })

/** Some of a set of checkboxes, in the order of the set; at least one. */
export const someOf = <const Choice extends string>(choices: readonly Choice[], missing: string) =>
  z
    .custom<string | readonly string[]>(() => true)
    .transform((input, context): readonly Choice[] => {
      const ticked = choices.filter((choice) => [input].flat().includes(choice))
      if (ticked.length === 0) context.addIssue({ code: 'custom', message: missing })
      return ticked
    })

class Complaint extends Error {}

function orNever<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof Complaint) return z.NEVER
    throw error
  }
}

type Digits = Asked & { readonly length: number; readonly wrong: string; readonly prefix: RegExp }

const digits = ({ missing, length, wrong, prefix }: Digits) =>
  field((typed, complain) => {
    const number = (code(typed) || complain(missing)).replace(prefix, '')
    return number.length === length && /^[0-9]+$/.test(number) ? number : complain(wrong)
  })

type Length = { readonly label: string; readonly max: number; readonly complain: Complain }

const withinLength = (words: string, { label, max, complain }: Length): string =>
  words.length <= max ? words : complain(`${label} must be ${grouped(max)} characters or less`)

const one = (input: unknown): string => {
  const first = Array.isArray(input) ? input[0] : input
  return typeof first === 'string' ? first : ''
}

/** Without control characters, new lines and tabs aside. */
const visible = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()

const oneLine = (typed: string): string => visible(typed.replace(/\s+/g, ' '))

const code = (typed: string): string => typed.replace(INVISIBLE, '').replace(SEPARATORS, '').toUpperCase()

const grouped = (number: number): string => number.toLocaleString('en-GB')
