import type { Temporal } from '#src/kit/dates.ts'

/** Something that the organisation can do now. */
export type HomeService = { readonly name: string; readonly about: string; readonly href: `/${string}` }

/** Something that is left to do: what, why, and by when (null: as soon as it suits them). */
export type HomeTask = {
  readonly what: string
  readonly why: string
  readonly by: Temporal.PlainDate | null
  readonly href: `/${string}`
}
