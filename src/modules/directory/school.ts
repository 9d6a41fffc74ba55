import type { Temporal } from '#src/kit/dates.ts'

export type SchoolStatus = 'open' | 'closing' | 'closed' | 'proposed'

/** A school as GIAS says, with codes as GIAS writes them. What the school told us lives with the module that asked. */
export type School = {
  /** The id of its organisation. */
  readonly id: string
  readonly urn: string
  readonly name: string
  readonly ukprn: string | null
  readonly establishmentNumber: string | null
  readonly laCode: string
  readonly laName: string
  readonly districtCode: string | null
  readonly districtName: string | null
  readonly typeCode: string
  readonly typeName: string
  readonly phaseCode: string
  readonly phaseName: string
  readonly status: SchoolStatus
  readonly statusCode: string
  readonly statusName: string
  readonly section41: boolean
  readonly openedOn: Temporal.PlainDate | null
  readonly closedOn: Temporal.PlainDate | null
  readonly lowAge: number | null
  readonly highAge: number | null
  readonly religiousCharacter: string | null
  readonly pupils: number | null
  /** From the street to the postcode, without gaps. */
  readonly addressLines: readonly string[]
  readonly town: string | null
  readonly postcode: string | null
  readonly website: string | null
  readonly telephone: string | null
  readonly headName: string | null
  readonly headJobTitle: string | null
  /** The day on which GIAS last changed the record. */
  readonly giasChangedOn: Temporal.PlainDate | null
}

/** A school as a list or a link shows it. */
export type SchoolInList = Pick<
  School,
  'id' | 'urn' | 'name' | 'town' | 'postcode' | 'laName' | 'phaseName' | 'typeName' | 'status' | 'closedOn'
>

/** A school that came before or after another. GIAS names many that its extract no longer holds: those have no id. */
export type LinkedSchool = {
  readonly id: string | null
  readonly urn: string
  readonly name: string
  readonly kind: string
  readonly establishedOn: Temporal.PlainDate | null
}

/** Who said that the organisation is reached there. Staff have checked; a school corrects its own; GIAS is read every day. */
export type ContactSource = 'gias' | 'school' | 'staff'

export type ContactPoint = {
  readonly channel: 'main' | 'alternative'
  readonly address: string
  readonly source: ContactSource
  readonly since: Temporal.Instant
}

export type Trust = { readonly id: string; readonly name: string; readonly typeName: string }

/** The meaning of GIAS's establishment status codes. */
export const SCHOOL_STATUS: Readonly<Record<string, SchoolStatus>> = {
  '1': 'open',
  '2': 'closed',
  '3': 'closing',
  '4': 'proposed',
}

/** Phases by GIAS's codes, in the order of a pupil's life, in plain words. */
export const PHASES: readonly { readonly code: string; readonly name: string }[] = [
  { code: '1', name: 'Nursery' },
  { code: '2', name: 'Primary' },
  { code: '3', name: 'Middle, deemed primary' },
  { code: '5', name: 'Middle, deemed secondary' },
  { code: '4', name: 'Secondary' },
  { code: '7', name: 'All-through' },
  { code: '6', name: '16 plus' },
  { code: '0', name: 'Not applicable' },
]
