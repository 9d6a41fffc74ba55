import type { Subject } from '#src/platform/audit/event.ts'

/** What the service calls itself in every message. */
export const SERVICE = 'Teacher training services'

/** The school as messages name it. */
export type SchoolName = { readonly id: string; readonly name: string; readonly urn: string }

/** Any organisation as messages name it; only schools have a URN. */
export type OrganisationName = { readonly id: string; readonly name: string; readonly urn: string | null }

/** "Hill Primary School (URN 123456)". */
export const nameText = ({ name, urn }: OrganisationName): string => (urn ? `${name} (URN ${urn})` : name)

/** What events and messages about an organisation are filed under. */
export const subjectOf = ({ id, urn }: OrganisationName): Subject => ({ kind: urn ? 'school' : 'organisation', id })

/** Paragraphs of a message. */
export const lines = (...paragraphs: readonly string[]): string => paragraphs.join('\n\n')

const LONGEST_NAME = 100

/** Somebody else typed the name. What mail programs would turn into a link, or Notify into markup, is not repeated in our name. */
export const plainName = (name: string): string | null =>
  name.length > LONGEST_NAME || /[[\]<>#*^`|/\\@_]|\w\.\w{2}|\d{5}/.test(name) ? null : name

/** How a message begins. */
export const dear = (name: string): string => `Dear ${plainName(name) ?? 'colleague'}`
